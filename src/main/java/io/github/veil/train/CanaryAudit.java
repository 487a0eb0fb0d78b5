/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.core.Progress;
import io.github.veil.core.RandomSource;
import io.github.veil.network.GanArchitecture;
import io.github.veil.network.Initialisation;
import io.github.veil.privacy.AuditBound;
import io.github.veil.privacy.PldAccountant;
import io.github.veil.privacy.RdpAccountant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One-run audit (Steinke, Nasr, Jagielski 2023): trains a critic on canaries, each in the data by a
 * fair coin, and lets an attacker who sees all weights and every noised gradient guess the coins.
 */
final class CanaryAudit {

  /** Shares of canaries that attackers commit on; each gets an equal part of the error. */
  private static final double[] SHARES = {1, 0.5, 0.25, 0.125, 0.0625};

  /** The attacker takes the noise as claimed, and as a tenth of it: in case it is broken. */
  private static final double[] SUSPICIONS = {1, 0.1};

  private final AuditConfig config;
  private final PrivateGradientMaker maker;

  CanaryAudit(AuditConfig config, PrivateGradientMaker maker) {
    this.config = config;
    this.maker = maker;
  }

  CanaryFindings run(Progress progress) {
    RandomSource random = config.random();
    boolean[] present = coins(random.generator("coins", 0), config.canaries());
    return findings(present, attack(random, present, progress));
  }

  private static boolean[] coins(RandomGenerator random, int count) {
    boolean[] coins = new boolean[count];
    for (int i = 0; i < count; i++) {
      coins[i] = random.nextBoolean();
    }
    return coins;
  }

  static GanNetworks networks(GanConfig config, RandomSource random) {
    GanConfig.Networks sizes = config.networks();
    GanArchitecture architecture =
        new GanArchitecture(
            AuditConfig.PATCH_SIZE,
            AuditConfig.CHANNELS,
            sizes.latent(),
            0,
            sizes.generatorWidth(),
            sizes.criticWidth(),
            sizes.maxWidth(),
            Initialisation.HE);
    return new GanNetworks(architecture, config, random);
  }

  /** Scores of the canaries, for each suspicion. */
  private List<double[]> attack(RandomSource random, boolean[] present, Progress progress) {
    int expected = config.expectedUnits();
    GanConfig gan = config.gan(expected);
    Canaries canaries = new Canaries(config, config.canaries(), random);
    double deviation = config.noiseMultiplier() * config.clipNorm();
    double rate = config.claim().samplingRate();
    List<CanaryAttack> attacks =
        Arrays.stream(SUSPICIONS)
            .mapToObj(share -> new CanaryAttack(config.canaries(), rate, share * deviation))
            .toList();
    try (GanNetworks networks = networks(gan, random);
        CanaryGradients gradients = new CanaryGradients(networks, canaries, gan)) {
      RealGradient real =
          maker.make(
              networks, canaries, canaries.units(present), gan, config.noiseMultiplier(), random);
      ObservedGradient observed =
          new ObservedGradient(
              real,
              released -> {
                try (INDArray sum = released.mul(expected)) {
                  INDArray known = gradients.atPresentWeights();
                  attacks.forEach(attack -> attack.observe(known, sum));
                }
              });
      Conditions none = Conditions.none(gan.loss());
      try (CriticStep step = new CriticStep(networks, gan, none, observed, random)) {
        for (int i = 0; i < config.steps(); i++) {
          step.run(i);
          progress.report(i + 1L, config.steps(), "Canary audit");
        }
      }
    }
    return attacks.stream().map(CanaryAttack::scores).toList();
  }

  private CanaryFindings findings(boolean[] present, List<double[]> attacks) {
    double part = (1 - config.confidence()) / (SHARES.length * SUSPICIONS.length);
    Guesses best = null;
    for (double[] scores : attacks) {
      for (double share : SHARES) {
        int half = Math.max(1, (int) (share * scores.length / 2));
        int correct = correct(present, scores, half);
        double bound =
            AuditBound.fromGuesses(scores.length, 2 * half, correct, config.delta(), 1 - part);
        if (best == null || bound > best.bound()) {
          best = new Guesses(2 * half, correct, bound);
        }
      }
    }
    return findings(present, best);
  }

  private record Guesses(int count, int correct, double bound) {}

  /** Right guesses when the {@code half} highest scores count as in and the lowest as out. */
  static int correct(boolean[] present, double[] scores, int half) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(i -> i)
            .toArray();
    int correct = 0;
    for (int i = 0; i < half; i++) {
      correct += present[order[i]] ? 0 : 1;
      correct += present[order[order.length - 1 - i]] ? 1 : 0;
    }
    return correct;
  }

  private CanaryFindings findings(boolean[] present, Guesses best) {
    int included = 0;
    for (boolean in : present) {
      included += in ? 1 : 0;
    }
    return new CanaryFindings(
        config.canaries(),
        included,
        config.steps(),
        best.count(),
        best.correct(),
        best.bound(),
        config.confidence(),
        new RdpAccountant().epsilon(List.of(config.claim()), config.delta()),
        new PldAccountant().epsilon(List.of(config.claim()), config.delta()),
        config.delta());
  }
}
