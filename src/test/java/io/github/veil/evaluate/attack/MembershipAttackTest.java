/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.privacy.AttackBound;
import io.github.veil.privacy.PrivacyUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MembershipAttackTest {

  @Test
  void interval_independentScores_isDeLongsErrorTimesStudentsT() {
    // numpy: V10 = [(x > n).mean() for x in p], V01 = [(p > y).mean() for y in n],
    // sqrt(V10.var(ddof=1) / 4 + V01.var(ddof=1) / 5) = 0.11726039399558574; AUC 0.9.
    // scipy.stats.t.ppf(0.975, 4 + 5 - 2) = 2.3646242510102993
    Interval interval =
        AucInterval.of(new double[] {.9, .4, .8, .7}, new double[] {.5, .3, .6, .2, .1}, 0.95);
    assertEquals(0.9 - 2.3646242510102993 * 0.11726039399558574, interval.low(), 1e-9);
    assertEquals(1, interval.high());
  }

  @Test
  void interval_copiesOfPatients_isNoNarrowerThanThatOfPatients() {
    double[] in = gaussians(1, 20, 0.5);
    double[] out = gaussians(2, 30, 0);
    List<String> inNames = names("a", 20, 10);
    List<String> outNames = names("b", 30, 10);
    Interval once = AucInterval.of(in, out, 0.95);
    Interval copies = AucInterval.of(repeat(in, 10), inNames, repeat(out, 10), outNames, 0.95);
    assertEquals(once.low(), copies.low(), 1e-12);
    assertEquals(once.high(), copies.high(), 1e-12);
    Interval naive = AucInterval.of(repeat(in, 10), repeat(out, 10), 0.95);
    assertTrue(naive.high() - naive.low() < 0.5 * (once.high() - once.low()));
  }

  @Test
  void interval_sameDistribution_coversOneHalfAsOftenAsItSays() {
    int covered = 0;
    for (int run = 0; run < 1000; run++) {
      double[] in = gaussians(2 * run, 60, 0);
      double[] out = gaussians(2 * run + 1, 60, 0);
      covered += AucInterval.of(in, out, 0.95).contains(0.5) ? 1 : 0;
    }
    // 950 expected; outside 920 … 975 with probability below 1e-4 at a true coverage of 0.95.
    assertTrue(covered >= 920 && covered <= 975, covered + " of 1000");
  }

  @Test
  void interval_perfectAttack_isExactAndNotAPoint() {
    Interval interval = AucInterval.of(new double[] {3, 4, 5}, new double[] {0, 1, 2, 2.5}, 0.95);
    assertEquals(Math.pow(0.025, 1 / 3.0), interval.low(), 1e-15);
    assertEquals(1, interval.high());
  }

  @Test
  void share_limits_equalClopperPearson() {
    // scipy.stats.binomtest(7, 40).proportion_ci(0.95, method="exact")
    Interval interval = Interval.ofShare(40, 7, 0.95);
    assertEquals(0.07338272935208498, interval.low(), 1e-8);
    assertEquals(0.32779013336159446, interval.high(), 1e-8);
    assertEquals(0, Interval.ofShare(40, 0, 0.95).low());
    assertEquals(1, Interval.ofShare(40, 40, 0.95).high());
  }

  @Test
  void roc_tiesEnterTogether() {
    Roc roc = Roc.of(new double[] {1, 1, 0}, new double[] {1, 0, 0, -1});
    assertEquals(4, roc.points().size());
    assertEquals(4 + 2 + 1, roc.wonPairs());
    assertEquals(2 + 2, roc.tiedPairs());
    assertEquals(0, roc.tprAt(0.01));
    assertEquals(2 / 3.0, roc.tprAt(0.25), 1e-15);
  }

  @Test
  void byPatient_averagesThePatchesOfEach() {
    Candidates patches = Candidates.patches(new double[] {1, 5, 3}, List.of("P1", "P2", "P1"));
    assertFalse(patches.independent());
    Candidates patients = patches.byPatient();
    assertEquals(List.of("P1", "P2"), patients.patients());
    assertEquals(2, patients.scores()[0]);
    assertEquals(PrivacyUnit.PATIENT, patients.unit());
    assertTrue(patients.independent());
    assertThrows(
        IllegalArgumentException.class, () -> Candidates.patches(new double[] {1}).byPatient());
  }

  @Test
  void verdict_perfectAttack_refutesASmallEpsilonAndNotALargeOne() {
    MembershipAttack attack = attack(gaussians(1, 300, 20), gaussians(2, 300, 0));
    assertEquals(
        PrivacyVerdict.Outcome.CLAIM_REFUTED,
        PrivacyVerdict.of(attack, new AttackBound(1, 1e-5), PrivacyUnit.PATCH).outcome());
    assertEquals(
        PrivacyVerdict.Outcome.LEAK_WITHIN_CLAIM,
        PrivacyVerdict.of(attack, new AttackBound(8, 1e-5), PrivacyUnit.PATCH).outcome());
  }

  @Test
  void verdict_guessing_findsNoLeak() {
    MembershipAttack attack = attack(gaussians(5, 300, 0), gaussians(6, 300, 0));
    assertEquals(
        PrivacyVerdict.Outcome.NO_LEAK_FOUND,
        PrivacyVerdict.of(attack, new AttackBound(1, 1e-5), PrivacyUnit.PATCH).outcome());
  }

  @Test
  void verdict_attackOnAnotherUnit_isRefused() {
    MembershipAttack attack = attack(gaussians(5, 30, 0), gaussians(6, 30, 0));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> PrivacyVerdict.of(attack, new AttackBound(1, 0), PrivacyUnit.PATIENT));
    assertTrue(e.getMessage().contains("attack that unit"));
  }

  @Test
  void aucBound_isTheIntegralOfTheHitRate() {
    for (double epsilon : new double[] {0, 0.5, 1, 3, 8}) {
      for (double delta : new double[] {0, 1e-5, 0.1, 1}) {
        AttackBound bound = new AttackBound(epsilon, delta);
        double sum = 0;
        int steps = 200_000;
        for (int i = 0; i < steps; i++) {
          sum += bound.hitRate((i + 0.5) / steps) / steps;
        }
        assertEquals(sum, bound.auc(), 1e-7);
      }
    }
    assertEquals(1, new AttackBound(Double.POSITIVE_INFINITY, 0).auc());
  }

  private static MembershipAttack attack(double[] in, double[] out) {
    return MembershipAttack.of(
        "test", Candidates.patches(in), Candidates.patches(out), Interval.CONFIDENCE);
  }

  private static double[] gaussians(long seed, int count, double mean) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] scores = new double[count];
    Arrays.setAll(scores, i -> mean + random.nextGaussian());
    return scores;
  }

  private static double[] repeat(double[] scores, int times) {
    double[] all = new double[scores.length * times];
    Arrays.setAll(all, i -> scores[i / times]);
    return all;
  }

  private static List<String> names(String prefix, int patients, int times) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < patients; i++) {
      names.addAll(Collections.nCopies(times, prefix + i));
    }
    return names;
  }
}
