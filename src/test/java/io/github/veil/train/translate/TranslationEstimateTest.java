/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.network.PatchCriticArchitecture;
import io.github.veil.network.ResNetArchitecture;
import io.github.veil.network.UNetArchitecture;
import io.github.veil.train.cycle.CycleConfig;
import io.github.veil.train.cycle.CyclePresets;
import org.junit.jupiter.api.Test;

class TranslationEstimateTest {

  private static CycleConfig of(String preset, int size) {
    return CyclePresets.named(preset).sized(size, 1, 1);
  }

  /** Norms and biases are counted roughly. */
  @Test
  void weights_areThoseOfTheNetworks_toOnePercent() {
    long critics = 2 * new PatchCriticArchitecture(64, 1, 64).critic(1).numParams();
    long unets = 2 * new UNetArchitecture(64, 1, 1, 64).generator(1).numParams();
    double estimated = TranslationEstimate.of(of(CyclePresets.SOURCE, 64)).weights();
    assertEquals(1, estimated / (critics + unets), 0.01);
    long resnets = 2 * new ResNetArchitecture(64, 1, 1, 64, 6).generator(1).numParams();
    estimated = TranslationEstimate.of(of(CyclePresets.ZHU, 64)).weights();
    assertEquals(1, estimated / (critics + resnets), 0.01);
  }

  @Test
  void time_growsWithTheAreaOfAResNetsImages() {
    double small = TranslationEstimate.of(of(CyclePresets.QUICK_LOOK, 64)).secondsPerStep();
    double large = TranslationEstimate.of(of(CyclePresets.QUICK_LOOK, 128)).secondsPerStep();
    assertEquals(4, large / small, 0.4);
    assertTrue(small > 0.01 && small < 1, "seconds: " + small);
  }
}
