/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.privacy;

import io.github.veil.core.Require;

/**
 * What (epsilon, delta) says about an attacker who knows everything but whether one unit was in the
 * data (Wasserman, Zhou 2010; Kairouz, Oh, Viswanath 2015, theorem 2.1).
 *
 * @param epsilon at least 0; may be infinite
 * @param delta in [0, 1]
 */
public record AttackBound(double epsilon, double delta) {

  public AttackBound {
    Require.that(epsilon >= 0, "Epsilon must not be negative, but is %s.", epsilon);
    Require.within(delta, 0, 1, "Delta");
  }

  /** Largest belief of an attacker who began with even odds, except with probability delta. */
  public double posterior() {
    return 1 / (1 + Math.exp(-epsilon));
  }

  /** Largest rate of hits (true positives) at a rate of false alarms. */
  public double hitRate(double falseAlarms) {
    Require.within(falseAlarms, 0, 1, "The rate of false alarms");
    double byAlarms = Math.exp(Math.min(epsilon, 700)) * falseAlarms + delta;
    double byMisses = 1 - Math.exp(-epsilon) * Math.max(0, 1 - delta - falseAlarms);
    return Math.min(1, Math.min(byAlarms, byMisses));
  }

  /** Largest difference between the rate of hits and that of false alarms. */
  public double advantage() {
    double half = Math.exp(-epsilon);
    return Math.min(1, (1 - half + 2 * delta * half) / (1 + half));
  }

  /**
   * Largest area under an attacker's ROC curve: the integral of {@link #hitRate} over all rates of
   * false alarms, whose two lines cross at (1 - delta) / (1 + e^epsilon).
   */
  public double auc() {
    double crossing = (1 - delta) * Math.exp(-epsilon) / (1 + Math.exp(-epsilon));
    double rising = crossing * (delta + 1 - crossing) / 2;
    double falling = (1 - delta - crossing) * (2 - crossing) / 2;
    return rising + falling + delta;
  }
}
