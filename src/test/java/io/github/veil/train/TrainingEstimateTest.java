/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.network.GanArchitecture;
import io.github.veil.network.Initialisation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingEstimateTest {

  /** The oracle is DL4J's own count of the networks that will be trained. */
  @ParameterizedTest
  @CsvSource({"32,2,16,16,128", "48,1,8,4,512", "64,2,16,8,64", "96,2,32,16,512", "128,1,4,4,16"})
  void of_countsTheWeightsThatTheNetworksHave(
      int size, int channels, int generator, int critic, int most) {
    GanConfig.Networks networks = new GanConfig.Networks(24, generator, critic, most);
    GanArchitecture architecture =
        new GanArchitecture(size, channels, 24, 0, generator, critic, most, Initialisation.HE);
    TrainingEstimate estimate = TrainingEstimate.of(networks, size, channels);
    assertEquals(architecture.critic(1).numParams(), estimate.criticWeights());
    assertEquals(architecture.generator(1).numParams(), estimate.generatorWeights());
  }

  @Test
  void of_conditions_countsTheWeightsOfTheCritic() {
    GanConfig.Networks networks = new GanConfig.Networks(24, 8, 16, 64);
    GanArchitecture architecture =
        new GanArchitecture(32, 2, 24, 7, 8, 16, 64, Initialisation.HE, true);
    TrainingEstimate estimate = TrainingEstimate.of(networks, 32, 2, 7);
    assertEquals(architecture.critic(1).numParams(), estimate.criticWeights());
  }

  /** By hand, for 32 x 32 pixels with 2 channels and width 16 everywhere. */
  @Test
  void of_countsMultiplicationsAndActivations() {
    TrainingEstimate estimate = TrainingEstimate.of(new GanConfig.Networks(10, 16, 16, 16), 32, 2);
    assertEquals(16 * (256 * 2 * 16 + 64 * 16 * 16 + 16 * 16 * 16 + 16), estimate.criticProducts());
    assertEquals(
        10 * 16 + 16 * 16 * 16 + 16 * (16 * 16 * 16 + 64 * 16 * 16 + 256 * 16 * 2),
        estimate.generatorProducts());
    assertEquals(
        16 * (256 + 64 + 16) + 1 + 16 + 16 * (16 + 64 + 256) + 2 * 1024, estimate.activations());
  }

  /** By hand, as above: half of the width at full size, and convolutions of 3 x 3 pixels. */
  @Test
  void of_conditions_countsTheLargerGenerator() {
    GanConfig.Networks networks = new GanConfig.Networks(10, 16, 16, 16);
    TrainingEstimate plain = TrainingEstimate.of(networks, 32, 2);
    TrainingEstimate conditional = TrainingEstimate.of(networks, 32, 2, 3);
    long fullSize = 16 * 256 * 16 * (8 - 2) + 9 * 1024 * (9 * 8 + 8 * 2);
    assertEquals(
        plain.generatorProducts() + 3 * 16 + 9 * 16 * 16 * (64 + 256) + fullSize,
        conditional.generatorProducts());
  }

  @Test
  void secondsAndBytes_growWithTheWork() {
    GanConfig plain = GanPresets.named(GanPresets.KOSSEN, false);
    TrainingEstimate estimate = TrainingEstimate.of(plain.networks(), 96, 2);
    assertTrue(estimate.secondsPerIteration(plain, 64) > estimate.secondsPerIteration(plain, 32));
    assertTrue(estimate.bytes(plain, 64) > estimate.bytes(plain, 32));
  }
}
