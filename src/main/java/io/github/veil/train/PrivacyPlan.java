/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.core.Require;
import io.github.veil.privacy.Accountant;
import io.github.veil.privacy.AccountedSteps;
import io.github.veil.privacy.Calibration;
import io.github.veil.privacy.PldAccountant;
import io.github.veil.privacy.RdpAccountant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a private training will do and cost, known before it starts: the numbers a dialog shows and
 * the trainer obeys.
 *
 * @param units number of protected units N; treated as public
 * @param rate probability q that a unit enters a step
 * @param noiseMultiplier sigma
 * @param delta the delta of the guarantee
 * @param plannedSteps critic steps the schedule asks for
 * @param allowedSteps critic steps after which training stops, never more than planned
 * @param history what the ledger holds already, from earlier models on the same data, and the noisy
 *     count of conditions, if there is one
 * @param accountant the accountant whose epsilon is claimed
 */
public record PrivacyPlan(
    int units,
    double rate,
    double noiseMultiplier,
    double delta,
    long plannedSteps,
    long allowedSteps,
    List<AccountedSteps> history,
    Accountant accountant) {

  /**
   * @param config with privacy enabled
   * @param units number of protected units
   * @param earlier steps already taken on the same data, charged too; empty for a first model. A
   *     noisy count of conditions is added here.
   * @throws IllegalArgumentException if the settings make no sense or the budget is spent already
   */
  public static PrivacyPlan of(GanConfig config, int units, List<AccountedSteps> earlier) {
    long planned =
        Math.multiplyExact(
            config.totalIterations(units), (long) config.optimization().criticSteps());
    return of(
        config.privacy(),
        config.optimization().batchSize(),
        units,
        planned,
        withCount(config, earlier));
  }

  /**
   * @param privacy enabled
   * @param batchSize expected number of units in a step
   * @param units number of protected units
   * @param planned noised steps that the schedule asks for
   * @param history all that is charged beside them
   * @throws IllegalArgumentException as above
   */
  public static PrivacyPlan of(
      PrivacySettings privacy,
      int batchSize,
      int units,
      long planned,
      List<AccountedSteps> history) {
    double rate = (double) batchSize / units;
    Require.that(
        rate <= 1,
        "The batch size (%d) is larger than the number of protected units (%d); choose a smaller"
            + " batch or add data.",
        batchSize,
        units);
    double delta = delta(privacy, units);
    Accountant accountant = privacy.claimPld() ? new PldAccountant() : new RdpAccountant();
    double noise = privacy.noiseMultiplier();
    if (noise == 0) {
      noise =
          new Calibration(accountant, history, privacy.targetEpsilon(), delta)
              .noise(rate, planned)
              .noiseMultiplier();
    }
    long allowed = planned;
    if (privacy.targetEpsilon() > 0) {
      allowed =
          Math.min(
              planned,
              new Calibration(accountant, history, privacy.targetEpsilon(), delta)
                  .steps(rate, noise)
                  .steps());
      Require.that(
          allowed > 0,
          "The budget of epsilon %s at delta %s allows no step at noise multiplier %s; raise the"
              + " noise or the budget.",
          privacy.targetEpsilon(),
          delta,
          noise);
    }
    return new PrivacyPlan(
        units, rate, noise, delta, planned, allowed, List.copyOf(history), accountant);
  }

  private static List<AccountedSteps> withCount(GanConfig config, List<AccountedSteps> earlier) {
    List<AccountedSteps> all = new ArrayList<>(earlier);
    if (config.conditioning().countsWithNoise(true)) {
      all.add(NoisyCount.cost(config));
    }
    return all;
  }

  /** Claimed epsilon after {@code steps} steps of this training on top of the ledger's history. */
  public double epsilonAfter(long steps) {
    return accountant.epsilon(historyAfter(steps), delta);
  }

  /** The ledger's history and {@code steps} steps of this training. */
  public List<AccountedSteps> historyAfter(long steps) {
    List<AccountedSteps> all = new ArrayList<>(history);
    if (steps > 0) {
      all.add(new AccountedSteps(rate, noiseMultiplier, steps));
    }
    return all;
  }

  /** The delta of a guarantee for {@code units} units: the user's, or the safe default. */
  public static double delta(PrivacySettings privacy, int units) {
    if (privacy.delta() == 0) {
      return privacy.paperDelta() ? 1.0 / units : Math.min(1e-5, 0.1 / units);
    }
    Require.that(
        privacy.delta() < 1.0 / units,
        "Delta must be smaller than 1/N = %s for N = %d units, but is %s: at 1/N, publishing one"
            + " unit chosen at random would count as private. Leave delta at 0 for a safe value.",
        1.0 / units,
        units,
        privacy.delta());
    return privacy.delta();
  }
}
