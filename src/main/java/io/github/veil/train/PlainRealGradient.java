/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.network.GradientSum;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The mean gradient of a batch, without privacy. */
final class PlainRealGradient implements RealGradient {

  private final CriticParts parts;
  private final BatchSampler sampler;

  PlainRealGradient(CriticParts parts, BatchSampler sampler) {
    this.parts = parts;
    this.sampler = sampler;
  }

  @Override
  public double write(INDArray gradient, long step) {
    GradientSum sum = new GradientSum(gradient);
    int[] batch = sampler.draw(step).stream().flatMapToInt(Arrays::stream).toArray();
    double loss =
        parts.differentiate(
            batch,
            1.0 / batch.length,
            (critic, count) -> {
              critic.backward(true, false);
              sum.add(critic.gradient());
            });
    sum.finish();
    return loss / batch.length;
  }

  @Override
  public void close() {
    sampler.close();
  }
}
