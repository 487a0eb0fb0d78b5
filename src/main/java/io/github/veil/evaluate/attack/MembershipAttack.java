/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.attack;

import io.github.veil.core.Require;
import io.github.veil.privacy.PrivacyUnit;

/**
 * A membership attack and how well it did.
 *
 * @param name of the attack, for a table
 * @param unit what a candidate was: a claim about another unit is not tested
 * @param independent whether every candidate is a patient of its own; where not, only the interval
 *     of the area allows for it
 * @param roc its curve
 * @param auc confidence interval of the area ({@link AucInterval})
 * @param tprAtTenthPercent true positive rate at a false positive rate of 0.1 %
 * @param tprAtPercent true positive rate at a false positive rate of 1 %
 */
public record MembershipAttack(
    String name,
    PrivacyUnit unit,
    boolean independent,
    Roc roc,
    Interval auc,
    Rate tprAtTenthPercent,
    Rate tprAtPercent) {

  /**
   * A true positive rate at a limited false positive rate. Its interval (Clopper, Pearson) takes
   * the threshold as given and the candidates as independent: with several patches per patient it
   * is too narrow, and the attack by patient is the one to read.
   *
   * @param limit the allowed false positive rate
   * @param allowedFalsePositives how many others may be called members at most
   * @param tpr share of members found
   * @param interval of the share
   */
  public record Rate(double limit, int allowedFalsePositives, double tpr, Interval interval) {

    /** Whether there were enough others for the limit to mean more than "no false alarm". */
    public boolean resolved() {
      return allowedFalsePositives > 0;
    }
  }

  /**
   * Runs an attack from its scores.
   *
   * @param confidence of the intervals, in (0, 1)
   */
  public static MembershipAttack of(
      String name, Candidates members, Candidates others, double confidence) {
    Require.that(
        members.unit() == others.unit(),
        "Members and non-members must be the same kind of unit, but are %s and %s.",
        members.unit().description(),
        others.unit().description());
    Roc roc = Roc.of(members.scores(), others.scores());
    Interval auc =
        AucInterval.of(
            members.scores(), members.patients(), others.scores(), others.patients(), confidence);
    return new MembershipAttack(
        name,
        members.unit(),
        members.independent() && others.independent(),
        roc,
        auc,
        rate(roc, 0.001, confidence),
        rate(roc, 0.01, confidence));
  }

  private static Rate rate(Roc roc, double limit, double confidence) {
    int allowed = (int) Math.floor(limit * roc.nonMembers() + 1e-9);
    int hits = roc.at(limit).truePositives();
    Interval interval = Interval.ofShare(roc.members(), hits, confidence);
    return new Rate(limit, allowed, (double) hits / roc.members(), interval);
  }
}
