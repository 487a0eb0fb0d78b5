/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

/** Means of the losses since they were last taken. */
final class LossMeans {

  private double[] sums = new double[CycleHistory.Losses.NAMES.size()];
  private int count;

  void add(CycleHistory.Losses losses) {
    double[] values = losses.values();
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[i];
    }
    count++;
  }

  /** The means; starts anew. */
  CycleHistory.Losses take() {
    double[] means = sums;
    for (int i = 0; i < means.length; i++) {
      means[i] /= count;
    }
    sums = new double[means.length];
    count = 0;
    return CycleHistory.Losses.of(means);
  }
}
