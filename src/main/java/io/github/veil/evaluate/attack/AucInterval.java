/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.attack;

import io.github.veil.core.Require;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Confidence interval of an area under the ROC curve by placement values (DeLong, DeLong,
 * Clarke-Pearson 1988), summed over the patients that the images come from (Obuchowski 1997):
 * patches of one patient resemble each other, and counting them as independent would make the
 * interval too narrow. When every image is its own patient the error is DeLong's.
 *
 * <p>Student's t with as many degrees of freedom as there are patients, less two, cut to [0, 1].
 * Where it breaks down (all pairs won or all lost) the far limit is exact: with m independent
 * disjoint pairs all won, an AUC below (alpha / 2)^(1/m) is refuted.
 */
public final class AucInterval {

  private AucInterval() {}

  /** Every candidate independent. */
  public static Interval of(double[] memberScores, double[] otherScores, double confidence) {
    return of(memberScores, null, otherScores, null, confidence);
  }

  /**
   * @param memberPatients patient of each member; null for one each
   * @param otherPatients patient of each other candidate; null for one each. A patient is on one
   *     side only
   * @throws IllegalArgumentException if a side has fewer than two patients
   */
  public static Interval of(
      double[] memberScores,
      List<String> memberPatients,
      double[] otherScores,
      List<String> otherPatients,
      double confidence) {
    Interval.requireConfidence(confidence);
    double auc = Roc.of(memberScores, otherScores).auc();
    double[] won = placements(memberScores, otherScores);
    double[] lost = placements(otherScores, memberScores);
    double[] members = perPatient(won, memberPatients, auc);
    double[] others = perPatient(lost, otherPatients, 1 - auc);
    Require.that(
        members.length >= 2 && others.length >= 2,
        "A confidence interval needs at least 2 members and 2 non-members that are independent,"
            + " but there are %d and %d; add patients.",
        members.length,
        others.length);
    if (auc == 0 || auc == 1) {
      int pairs = Math.min(members.length, others.length);
      double limit = Math.pow((1 - confidence) / 2, 1.0 / pairs);
      return auc == 1 ? new Interval(limit, 1) : new Interval(0, 1 - limit);
    }
    double variance = variance(members, memberScores.length) + variance(others, otherScores.length);
    double reach =
        new TDistribution(null, members.length + others.length - 2.0)
                .inverseCumulativeProbability((1 + confidence) / 2)
            * Math.sqrt(variance);
    return new Interval(Math.max(0, auc - reach), Math.min(1, auc + reach));
  }

  /** For each score, the share of {@code others} below it, ties half. */
  private static double[] placements(double[] scores, double[] others) {
    double[] sorted = others.clone();
    Arrays.sort(sorted);
    double[] placements = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      int below = lower(sorted, scores[i], false);
      int notAbove = lower(sorted, scores[i], true);
      placements[i] = (below + notAbove) / 2.0 / sorted.length;
    }
    return placements;
  }

  /** How many sorted values are below {@code value}, or not above it. */
  private static int lower(double[] sorted, double value, boolean orEqual) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value || orEqual && sorted[middle] == value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The sum of (placement - mean) of each patient. */
  private static double[] perPatient(double[] placements, List<String> patients, double mean) {
    if (patients == null) {
      return Arrays.stream(placements).map(placement -> placement - mean).toArray();
    }
    Require.that(
        patients.size() == placements.length,
        "%d scores need as many patients, but %d are given.",
        placements.length,
        patients.size());
    Map<String, Double> sums = new LinkedHashMap<>();
    for (int i = 0; i < placements.length; i++) {
      sums.merge(patients.get(i), placements[i] - mean, Double::sum);
    }
    return sums.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double variance(double[] perPatient, int scores) {
    double squares = Arrays.stream(perPatient).map(sum -> sum * sum).sum();
    int patients = perPatient.length;
    return squares * patients / (patients - 1) / scores / scores;
  }
}
