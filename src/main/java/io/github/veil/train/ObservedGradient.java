/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Shows each released gradient to an observer before the critic's step goes on with it. */
final class ObservedGradient implements RealGradient {

  private final RealGradient gradient;
  private final Consumer<INDArray> observer;

  ObservedGradient(RealGradient gradient, Consumer<INDArray> observer) {
    this.gradient = gradient;
    this.observer = observer;
  }

  @Override
  public double write(INDArray target, long step) {
    double loss = gradient.write(target, step);
    observer.accept(target);
    return loss;
  }

  @Override
  public void close() {
    gradient.close();
  }
}
