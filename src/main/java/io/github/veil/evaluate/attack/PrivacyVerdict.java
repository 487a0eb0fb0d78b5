/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.attack;

import io.github.veil.core.Require;
import io.github.veil.privacy.AttackBound;
import io.github.veil.privacy.PrivacyUnit;

/**
 * A membership attack beside what (epsilon, delta) allows any attack on one unit. The bound holds
 * for each unit by itself, hence for the mean over units; members and others must be drawn alike.
 * Both the area and the true positive rate are tested, each one-sided at half of 5 %, so that a
 * sound claim is refuted by chance in no more than about 5 % of attacks. The rate is tested only
 * where candidates are independent.
 *
 * @param outcome what the attack shows
 * @param aucBound largest area under the curve that the claim allows
 * @param tprBound largest true positive rate at a false positive rate of 1 % that it allows
 * @param advantageBound largest difference between the two rates that it allows
 */
public record PrivacyVerdict(
    Outcome outcome, double aucBound, double tprBound, double advantageBound) {

  /** What an attack shows. */
  public enum Outcome {
    /** No better than guessing, within the confidence intervals; other attacks may do better. */
    NO_LEAK_FOUND,
    /** Better than guessing, and no better than the claim allows. */
    LEAK_WITHIN_CLAIM,
    /** Better than the claim allows: the claim, or the choice of candidates, is wrong. */
    CLAIM_REFUTED
  }

  /**
   * @param claim an infinite epsilon for a model without a claim
   * @param claimedUnit unit of the claim
   * @throws IllegalArgumentException if the attack was on another unit
   */
  public static PrivacyVerdict of(
      MembershipAttack attack, AttackBound claim, PrivacyUnit claimedUnit) {
    Require.that(
        attack.unit() == claimedUnit,
        "The claim is about %s, but the attack was on %s; attack that unit, or convert the claim"
            + " to the group (GroupPrivacy).",
        claimedUnit.description(),
        attack.unit().description());
    boolean refuted = attack.auc().low() > claim.auc() || exceeds(attack, claim);
    boolean leak = attack.auc().low() > 0.5 || exceeds(attack, new AttackBound(0, 0));
    Outcome outcome =
        refuted ? Outcome.CLAIM_REFUTED : leak ? Outcome.LEAK_WITHIN_CLAIM : Outcome.NO_LEAK_FOUND;
    return new PrivacyVerdict(outcome, claim.auc(), claim.hitRate(0.01), claim.advantage());
  }

  /** The lower limit of the hits against what is allowed at the upper limit of the alarms. */
  private static boolean exceeds(MembershipAttack attack, AttackBound claim) {
    Roc roc = attack.roc();
    int alarms = roc.at(0.01).falsePositives();
    double most = Interval.ofShare(roc.nonMembers(), alarms, Interval.CONFIDENCE).high();
    return attack.independent() && attack.tprAtPercent().interval().low() > claim.hitRate(most);
  }
}
