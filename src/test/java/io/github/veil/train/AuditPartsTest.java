/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.core.RandomSource;
import io.github.veil.network.HostMemory;
import io.github.veil.privacy.PrivacyUnit;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class AuditPartsTest {

  private static AuditConfig config(double noise, double rate, int draws) {
    return new AuditConfig(32, 1, noise, rate, 1e-5, 0.95, 1, PrivacyUnit.PATCH, 1, draws, "4");
  }

  /** With orthogonal unit gradients every score is the likelihood ratio of its own coordinate. */
  @Test
  void canaryAttack_orthogonalGradients_scoresAreLikelihoodRatios() {
    double sigma = 0.8;
    for (double rate : new double[] {1, 0.3}) {
      CanaryAttack attack = new CanaryAttack(4, rate, sigma);
      float[] released = {1.7f, -0.4f, 0.6f, 0.1f, 9};
      try (INDArray gradients = Nd4j.eye(4).reshape(4, 4);
          INDArray padded = Nd4j.hstack(gradients, Nd4j.zeros(4, 1));
          INDArray sum = Nd4j.create(released, new long[] {1, 5})) {
        attack.observe(padded, sum);
      }
      double[] expected = new double[4];
      for (int i = 0; i < 4; i++) {
        double ratio = Math.exp((released[i] - 0.5) / (sigma * sigma));
        expected[i] = Math.log(1 - rate + rate * ratio);
      }
      assertArrayEquals(expected, attack.scores(), 1e-5);
    }
  }

  @Test
  void correct_countsTheHighestAsInAndTheLowestAsOut() {
    boolean[] present = {true, false, true, false, true, false};
    double[] scores = {5, -3, 1, 4, 0, -1};
    assertEquals(3, CanaryAudit.correct(present, scores, 2));
    assertEquals(2, CanaryAudit.correct(present, scores, 1));
    assertEquals(4, CanaryAudit.correct(present, scores, 3));
  }

  private static StepFindings ideal(double noise, double shift, double actualNoise) {
    AuditConfig config = config(noise, 1, 4000);
    RandomGenerator random = RandomSource.seeded(8).generator("ideal", 0);
    double[] with = random.doubles(4000).map(u -> shift + actualNoise * gaussian(random)).toArray();
    double[] without = random.doubles(4000).map(u -> actualNoise * gaussian(random)).toArray();
    double[] coordinates = Arrays.stream(without).map(v -> v).toArray();
    return new StepStatistics(config, 1)
        .findings(
            new StepAudit.Draws(with, coordinates), new StepAudit.Draws(without, coordinates), 1);
  }

  private static double gaussian(RandomGenerator random) {
    return random.nextGaussian();
  }

  @Test
  void stepStatistics_idealGaussian_boundsApproachTheClaimFromBelow() {
    StepFindings found = ideal(1, 1, 1);
    assertTrue(found.holds(), found.toString());
    // One Gaussian step, sigma 1, delta 1e-5: epsilon 4.377178 (Balle, Wang 2018, exact).
    assertEquals(4.377178, found.epsilonPld(), 1e-4);
    assertTrue(found.epsilonLowerBoundGaussian() > 3.6, found.toString());
    assertTrue(found.epsilonLowerBound() > 1.5, found.toString());
    assertEquals(1, found.shift(), 6 * Math.sqrt(2.0 / 4000));
    assertEquals(1, found.deviation(), 6 / Math.sqrt(8000.0 * 2));
  }

  @Test
  void stepStatistics_unitOfTwiceTheClipNorm_boundIsAboveTheClaim() {
    StepFindings found = ideal(1, 2, 1);
    assertTrue(found.epsilonLowerBoundGaussian() > found.epsilonPld(), found.toString());
  }

  @Test
  void stepStatistics_noiseTenPercentTooSmall_isNoticed() {
    StepFindings found = ideal(1, 1, 0.9);
    assertTrue(found.noisePValue() < 1e-3, found.toString());
  }

  @Test
  void units_absentCanary_isDrawnAndContributesNothing() {
    Canaries canaries = new Canaries(config(1, 1, 100), 3, RandomSource.seeded(1));
    PrivacyUnits units = canaries.units(new boolean[] {true, false, true});
    assertEquals(3, units.count());
    List<int[]> drawn = new PoissonSampler(units, 3, RandomSource.seeded(1)).draw(0);
    assertArrayEquals(new int[] {0}, drawn.get(0));
    assertEquals(0, drawn.get(1).length);
    assertArrayEquals(new int[] {2}, drawn.get(2));
  }

  /**
   * Units without patches leave noise alone: its spread, times the public number, is sigma C
   * however many were drawn. A normaliser that follows the data shows their number in a single
   * release.
   */
  @Test
  void normaliser_shipped_isAPublicConstantAndALeakingOneShowsTheCount() {
    assertEquals(1, apparentDeviation(PrivateRealGradient::of, 8), 0.06);
    assertEquals(1, apparentDeviation(PrivateRealGradient::of, 3), 0.06);
    assertEquals(1, apparentDeviation(Sabotage::leakingNormaliser, 8), 0.06);
    double leaked = apparentDeviation(Sabotage::leakingNormaliser, 3);
    assertEquals(3, Math.round(8 / leaked));
  }

  /**
   * Spread of one release of noise times the expected number, over sigma C; 8 units, some there.
   */
  private static double apparentDeviation(PrivateGradientMaker maker, int present) {
    AuditConfig config = config(50, 1, 100);
    RandomSource random = RandomSource.seeded(present);
    Canaries canaries = new Canaries(config, 8, random);
    boolean[] in = new boolean[8];
    Arrays.fill(in, 0, present, true);
    GanConfig gan = config.gan(8);
    double squares = 0;
    try (GanNetworks networks = CanaryAudit.networks(gan, random);
        RealGradient gradient =
            maker.make(networks, canaries, canaries.units(in), gan, 50, random);
        INDArray released = GanNetworks.gradientBuffer(networks.critic)) {
      released.assign(0);
      gradient.write(released, 0);
      float[] values = new float[(int) released.length()];
      HostMemory.read(released, values, 0);
      for (float value : values) {
        squares += (double) value * value / values.length;
      }
    }
    return 8 * Math.sqrt(squares) / 50;
  }

  @Test
  void config_patchUnitOfSeveralPatches_isRefusedByASentence() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> new AuditConfig(32, 1, 1, 1, 1e-5, 0.95, 1, PrivacyUnit.PATCH, 4, 100, ""));
    assertTrue(refusal.getMessage().contains("volume or patient"), refusal.getMessage());
    assertThrows(IllegalArgumentException.class, () -> config(1, 0.001, 100));
  }
}
