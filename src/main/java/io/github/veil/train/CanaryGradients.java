/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.network.Executor;
import io.github.veil.network.HostMemory;
import io.github.veil.privacy.GaussianMechanism;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What an attacker knows who sees the critic's weights and has all canaries: the clipped gradient
 * of each, computed unit by unit with plain back-propagation and no part of the private step.
 */
final class CanaryGradients implements AutoCloseable {

  private final Canaries canaries;
  private final GanConfig config;
  private final Executor executor;
  private final INDArray rows;
  private final float[] images;
  private final float[] row;

  CanaryGradients(GanNetworks networks, Canaries canaries, GanConfig config) {
    this.canaries = canaries;
    this.config = config;
    executor = new Executor(networks.critic, canaries.perUnit());
    int length = (int) networks.critic.numParams();
    rows = Nd4j.create(DataType.FLOAT, canaries.unitCount(), length);
    images = new float[(int) executor.input().length()];
    row = new float[length];
  }

  /** The clipped gradients at the critic's present weights, [unit, parameter]; reused. */
  INDArray atPresentWeights() {
    float[] all = new float[(int) rows.length()];
    for (int unit = 0; unit < canaries.unitCount(); unit++) {
      computeRow(unit);
      System.arraycopy(row, 0, all, unit * row.length, row.length);
    }
    HostMemory.write(all, 0, rows);
    return rows;
  }

  private void computeRow(int unit) {
    int perUnit = canaries.perUnit();
    int length = images.length / perUnit;
    for (int i = 0; i < perUnit; i++) {
      canaries.read(unit * perUnit + i, images, i * length);
    }
    HostMemory.write(images, 0, executor.input());
    executor.forward(true);
    CriticLoss loss = CriticLoss.unconditional(config.loss());
    loss.real(executor, perUnit, 1.0 / perUnit, new float[0]);
    executor.backward(true, false);
    HostMemory.read(executor.gradient(), row, 0);
    double squares = 0;
    for (float value : row) {
      squares += (double) value * value;
    }
    double factor = GaussianMechanism.clipFactor(Math.sqrt(squares), config.privacy().clipNorm());
    for (int i = 0; i < row.length; i++) {
      row[i] *= (float) factor;
    }
  }

  @Override
  public void close() {
    executor.close();
    rows.close();
  }
}
