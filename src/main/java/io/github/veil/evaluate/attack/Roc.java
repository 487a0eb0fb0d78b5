/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.attack;

import io.github.veil.core.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The receiver operating characteristic of a membership attack: candidates with a score at or above
 * a threshold are called members. Candidates with equal scores enter together.
 *
 * @param members how many true members
 * @param nonMembers how many others
 * @param wonPairs pairs of a member and another in which the member scores higher
 * @param tiedPairs pairs with equal scores
 * @param points from no candidate called a member to all, one point per distinct score
 */
public record Roc(int members, int nonMembers, long wonPairs, long tiedPairs, List<Point> points) {

  /**
   * A threshold and its counts.
   *
   * @param threshold the lowest score that is called a member; infinite for none
   * @param truePositives members found
   * @param falsePositives others called members
   */
  public record Point(double threshold, int truePositives, int falsePositives) {}

  public Roc {
    points = List.copyOf(points);
  }

  /** The curve of scores, higher for candidates that look more like members. */
  public static Roc of(double[] memberScores, double[] otherScores) {
    requireScores(memberScores, "members");
    requireScores(otherScores, "non-members");
    double[] in = sortedDescending(memberScores);
    double[] out = sortedDescending(otherScores);
    List<Point> points = new ArrayList<>(List.of(new Point(Double.POSITIVE_INFINITY, 0, 0)));
    long won = 0;
    long tied = 0;
    int hits = 0;
    int alarms = 0;
    while (hits < in.length || alarms < out.length) {
      double member = hits < in.length ? in[hits] : Double.NEGATIVE_INFINITY;
      double threshold = Math.max(member, alarms < out.length ? out[alarms] : member);
      int newHits = run(in, hits, threshold);
      int newAlarms = run(out, alarms, threshold);
      tied += (long) newHits * newAlarms;
      hits += newHits;
      alarms += newAlarms;
      won += (long) newHits * (out.length - alarms);
      points.add(new Point(threshold, hits, alarms));
    }
    return new Roc(in.length, out.length, won, tied, points);
  }

  /** Area under the curve: the probability that a member outscores another, ties half. */
  public double auc() {
    return (wonPairs + tiedPairs / 2.0) / ((double) members * nonMembers);
  }

  /**
   * The point with most members found at no more than floor(rate x non-members) false alarms, the
   * highest such threshold; never interpolated. With fewer than 1 / rate others no false alarm at
   * all is allowed.
   *
   * @param rate largest false positive rate, 0 to 1
   */
  public Point at(double rate) {
    Require.within(rate, 0, 1, "The false positive rate");
    int allowed = (int) Math.floor(rate * nonMembers + 1e-9);
    Point best = points.get(0);
    for (Point point : points) {
      if (point.falsePositives() <= allowed && point.truePositives() > best.truePositives()) {
        best = point;
      }
    }
    return best;
  }

  /** True positive rate of {@link #at}. */
  public double tprAt(double rate) {
    return (double) at(rate).truePositives() / members;
  }

  /** Largest difference between the true and the false positive rate over all thresholds. */
  public double advantage() {
    double best = 0;
    for (Point point : points) {
      double hits = (double) point.truePositives() / members;
      best = Math.max(best, hits - (double) point.falsePositives() / nonMembers);
    }
    return best;
  }

  private static void requireScores(double[] scores, String whose) {
    Require.that(
        scores.length > 0,
        "An attack needs members and non-members, but there are no scores of %s.",
        whose);
    for (double score : scores) {
      Require.that(
          Double.isFinite(score),
          "A score of the %s is %s; scores must be finite numbers.",
          whose,
          score);
    }
  }

  private static double[] sortedDescending(double[] scores) {
    double[] sorted = Arrays.stream(scores).map(score -> -score).sorted().toArray();
    return Arrays.stream(sorted).map(score -> -score).toArray();
  }

  private static int run(double[] sorted, int from, double threshold) {
    int to = from;
    while (to < sorted.length && sorted[to] >= threshold) {
      to++;
    }
    return to - from;
  }
}
