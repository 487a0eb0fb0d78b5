/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.core.Progress;
import io.github.veil.evaluate.encoder.ConvEncoder;
import io.github.veil.evaluate.encoder.PhantomPatches;
import io.github.veil.phantom.Modality;
import io.github.veil.privacy.AttackBound;
import io.github.veil.privacy.PrivacyUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The attacks on phantom patches in the embedded encoder's space: 24 patients of one cohort, dealt
 * anew to training, held-out and synthetic set in every repetition.
 */
@Tag("slow")
class OverfitTest {

  private static final int PATIENTS = 24;
  private static final int EACH = 12;
  private static double[][] features;

  @BeforeAll
  static void encode() {
    PhantomPatches patches = new PhantomPatches(77, PATIENTS, EACH, 64, List.of(Modality.TOF));
    features = ConvEncoder.embedded().encode(patches, Progress.NONE);
    assertEquals(PATIENTS * EACH, features.length);
  }

  @Test
  void memorisedCopies_areFoundByEveryAttack() {
    Deal deal = new Deal(1);
    double[][] synthetic = nearCopies(deal.rows(0), 0.1);
    MembershipAttack attack = deal.attack(synthetic);
    assertTrue(attack.roc().auc() > 0.9, "AUC " + attack.roc().auc());
    // With 8 independent patients a side even a perfect attack shows no more than 0.025^(1/8).
    assertTrue(attack.auc().low() > 0.6, "lower limit " + attack.auc().low());
    double[][] reference = deal.rows(2);
    Roc calibrated =
        Roc.of(
            DistanceScores.ganLeaksCalibrated(deal.rows(0), synthetic, reference),
            DistanceScores.ganLeaksCalibrated(deal.rows(1), synthetic, reference));
    assertTrue(calibrated.auc() > 0.9, "calibrated AUC " + calibrated.auc());
    ClusterAttack clusters =
        ClusterAttack.of(deal.rows(0), deal.rows(1), synthetic, deal.bothPatients(), 999, 1);
    assertTrue(clusters.pValue() <= 0.01, "p " + clusters.pValue());
  }

  @Test
  void freshPatients_stayWithinTheIntervalOfOneHalf() {
    int outside = 0;
    int clusters = 0;
    int refuted = 0;
    int runs = 40;
    for (int run = 0; run < runs; run++) {
      Deal deal = new Deal(100 + run);
      MembershipAttack attack = deal.attack(deal.rows(2));
      outside += attack.auc().contains(0.5) ? 0 : 1;
      AttackBound claim = new AttackBound(1, 1e-5);
      refuted +=
          PrivacyVerdict.of(attack, claim, PrivacyUnit.PATCH).outcome()
                  == PrivacyVerdict.Outcome.CLAIM_REFUTED
              ? 1
              : 0;
      ClusterAttack cluster =
          ClusterAttack.of(deal.rows(0), deal.rows(1), deal.rows(2), deal.bothPatients(), 199, run);
      clusters += cluster.pValue() <= 0.05 ? 1 : 0;
    }
    // A 95 % interval of 8 patients a side by normal approximation misses somewhat more often than
    // 5 %: at 10 %, more than 11 of 40 has probability 3e-4; at 5 %, more than 7 has 7e-4.
    assertTrue(outside <= 11, outside + " intervals of " + runs + " miss one half");
    assertTrue(clusters <= 7, clusters + " cluster alarms of " + runs);
    assertEquals(0, refuted);
  }

  private static double[][] nearCopies(double[][] rows, double spread) {
    SplittableRandom random = new SplittableRandom(5);
    return Arrays.stream(rows)
        .map(row -> Arrays.stream(row).map(v -> v + spread * random.nextGaussian()).toArray())
        .toArray(double[][]::new);
  }

  /** A third of the patients each for training, holding out, and synthetic (or reference). */
  private static final class Deal {

    private final int[] order = IntStream.range(0, PATIENTS).toArray();

    Deal(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = PATIENTS - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int kept = order[i];
        order[i] = order[j];
        order[j] = kept;
      }
    }

    double[][] rows(int third) {
      return indices(third).mapToObj(i -> features[i]).toArray(double[][]::new);
    }

    MembershipAttack attack(double[][] synthetic) {
      return MembershipAttack.of(
          "distance",
          Candidates.patches(DistanceScores.nearest(rows(0), synthetic), patients(0)),
          Candidates.patches(DistanceScores.nearest(rows(1), synthetic), patients(1)),
          Interval.CONFIDENCE);
    }

    List<String> bothPatients() {
      List<String> both = new ArrayList<>(patients(0));
      both.addAll(patients(1));
      return both;
    }

    private List<String> patients(int third) {
      return indices(third).mapToObj(i -> "P" + i / EACH).toList();
    }

    private IntStream indices(int third) {
      return IntStream.range(third * PATIENTS / 3, (third + 1) * PATIENTS / 3)
          .flatMap(p -> IntStream.range(order[p] * EACH, (order[p] + 1) * EACH));
    }
  }
}
