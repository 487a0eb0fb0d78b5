/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.core.RandomSource;
import io.github.veil.privacy.AccountedSteps;
import io.github.veil.privacy.GaussianMechanism;
import io.github.veil.train.condition.ConditionSchema;
import io.github.veil.train.condition.ConditionTable;
import io.github.veil.train.condition.Frequencies;
import java.io.IOException;
import java.nio.FloatBuffer;

/**
 * Counts once, with Gaussian noise, how often each condition occurs. A unit adds the mean code of
 * its patches. A code has weights that add up to at most 1 for each attribute, so its L2 norm is at
 * most the root of the number of attributes: that is the sensitivity, and the noise is scaled to
 * it.
 */
final class NoisyCount {

  private final GanConfig config;
  private final PrivacyUnits units;

  NoisyCount(GanConfig config, PrivacyUnits units) {
    this.config = config;
    this.units = units;
  }

  /** What it costs: one step in which every unit takes part. */
  static AccountedSteps cost(GanConfig config) {
    return new AccountedSteps(1, config.conditioning().countNoise(), 1);
  }

  /** Charges the count, then takes it. */
  ConditionSchema of(ConditionTable table, PrivacySession session, RandomSource random)
      throws IOException {
    double sensitivity = Math.sqrt(table.schema().attributes().size());
    session.chargeCount(cost(config), sensitivity);
    return counted(table, random, sensitivity);
  }

  private ConditionSchema counted(ConditionTable table, RandomSource random, double sensitivity) {
    float[] sums = exact(table);
    new GaussianMechanism(config.conditioning().countNoise(), sensitivity)
        .addNoise(FloatBuffer.wrap(sums), "count of conditions", random, 0);
    double[] noised = new double[sums.length];
    for (int k = 0; k < sums.length; k++) {
      noised[k] = sums[k];
    }
    return Frequencies.apply(table.schema(), noised);
  }

  /** The count before noise, one number for each of the code: private data. */
  float[] exact(ConditionTable table) {
    int width = table.schema().width();
    double[] sums = new double[width];
    float[] code = new float[width];
    for (int unit = 0; unit < units.count(); unit++) {
      int[] patches = units.members(unit);
      double share = GaussianMechanism.SAFETY / Math.max(1, patches.length);
      for (int patch : patches) {
        table.read(patch, code, 0);
        for (int k = 0; k < width; k++) {
          sums[k] += share * code[k];
        }
      }
    }
    float[] rounded = new float[width];
    for (int k = 0; k < width; k++) {
      rounded[k] = (float) sums[k];
    }
    return rounded;
  }
}
