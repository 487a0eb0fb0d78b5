/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

/**
 * How many critic steps come before each generator step. In an adaptive training the number grows
 * whenever the critic falls behind, after Bie, Kamath and Zhang 2023, "Private GANs, Revisited",
 * section 4: from 1 on along 1, 2, 5, 10, 20, 50, … up to {@value #MOST}. The critic falls behind
 * when the moving average of the share of generated patches that it rejects drops below {@value
 * #FLOOR}. Only generated patches are judged: post-processing of what the critic's accounted steps
 * released, so the choice costs no privacy.
 *
 * @param steps critic steps before each generator step
 * @param due critic steps in all after which the next generator step comes
 * @param rejected moving average of the share of rejected patches; 1 after each change
 */
record CriticPace(int steps, long due, double rejected) {

  private static final int MOST = 1000;
  private static final double FLOOR = 0.6;
  private static final double MEMORY = 0.9;

  static CriticPace start(GanConfig.Optimization how) {
    int steps = how.adaptive() ? 1 : how.criticSteps();
    return new CriticPace(steps, steps, 1);
  }

  /**
   * The pace after a generator step.
   *
   * @param share of generated patches that the critic rejected in that step
   */
  CriticPace after(double share, GanConfig.Optimization how) {
    double mean = MEMORY * rejected + (1 - MEMORY) * share;
    if (how.adaptive() && mean < FLOOR && steps < MOST) {
      int more = next(steps);
      return new CriticPace(more, due + more, 1);
    }
    return new CriticPace(steps, due + steps, mean);
  }

  /** The next of 1, 2, 5, 10, 20, 50, … */
  private static int next(int steps) {
    int power = 1;
    while (power * 10 <= steps) {
      power *= 10;
    }
    return steps == 2 * power ? 5 * power : 2 * steps;
  }
}
