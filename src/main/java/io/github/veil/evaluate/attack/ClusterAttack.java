/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.attack;

import io.github.veil.core.RandomSource;
import io.github.veil.core.Require;
import io.github.veil.evaluate.embedding.Neighbours;
import io.github.veil.evaluate.embedding.Points;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Distribution attack: do synthetic images crowd around training images more than around held-out
 * ones? The territory of a real image (of either kind) reaches half-way to the nearest other one,
 * and its crowd is the number of synthetic images in there. The statistic is the mean crowd of
 * training images minus that of held-out ones. If the generator learned only the distribution,
 * which patients were trained on is arbitrary; so the p-value is the share of random exchanges of
 * patients between the two sets with a statistic at least as large, the observed one counted
 * (one-sided permutation test, never above its level). Neither territories nor crowds depend on who
 * is in which set.
 *
 * @param medianRadius median radius of the territories, in units of the features
 * @param meanTrain mean crowd of training images
 * @param meanHoldout mean crowd of held-out images
 * @param crowdedTrain share of training images with two or more synthetic ones in its territory
 * @param crowdedHoldout the same of held-out images
 * @param pValue in (0, 1]
 */
public record ClusterAttack(
    double medianRadius,
    double meanTrain,
    double meanHoldout,
    double crowdedTrain,
    double crowdedHoldout,
    double pValue) {

  /** Exchanges unless told otherwise: p-values down to 0.001. */
  public static final int EXCHANGES = 999;

  private static final int CROWD = 2;

  /** The test statistic: synthetic images per training image beyond those per held-out one. */
  public double statistic() {
    return meanTrain - meanHoldout;
  }

  /**
   * @param patients patient of each training row, then of each held-out row; null where every row
   *     is a patient of its own
   * @param exchanges random exchanges, at least 19
   */
  public static ClusterAttack of(
      double[][] train,
      double[][] holdout,
      double[][] synthetic,
      List<String> patients,
      int exchanges,
      long seed) {
    Points.requireSameColumns(train, "The training set", holdout, "The held-out set");
    Points.requireSameColumns(train, "The training set", synthetic, "The synthetic set");
    Require.atLeast(exchanges, 19, "The number of exchanges");
    double[][] real = Arrays.copyOf(train, train.length + holdout.length);
    System.arraycopy(holdout, 0, real, train.length, holdout.length);
    double[] radii = radii(real);
    int[] crowds = crowds(real, synthetic, radii);
    int[] inTrain = Arrays.copyOf(crowds, train.length);
    int[] inHoldout = Arrays.copyOfRange(crowds, train.length, crowds.length);
    return new ClusterAttack(
        DistanceSummary.of(radii).median(),
        Arrays.stream(inTrain).average().orElseThrow(),
        Arrays.stream(inHoldout).average().orElseThrow(),
        crowded(inTrain),
        crowded(inHoldout),
        pValue(Blocks.of(crowds, patients, train.length), exchanges, seed));
  }

  private static double[] radii(double[][] real) {
    return Arrays.stream(Neighbours.within(real, 1).distances())
        .mapToDouble(row -> row[0] / 2)
        .toArray();
  }

  private static int[] crowds(double[][] real, double[][] synthetic, double[] radii) {
    return IntStream.range(0, real.length)
        .parallel()
        .map(
            i ->
                (int)
                    Arrays.stream(synthetic)
                        .filter(s -> Points.squaredDistance(real[i], s) <= radii[i] * radii[i])
                        .count())
        .toArray();
  }

  private static double crowded(int[] crowds) {
    return (double) Arrays.stream(crowds).filter(crowd -> crowd >= CROWD).count() / crowds.length;
  }

  private static double pValue(Blocks blocks, int exchanges, long seed) {
    SplittableRandom random =
        new SplittableRandom(
            RandomSource.seeded(seed).generator("exchanged patients", 0).nextLong());
    int[] order = IntStream.range(0, blocks.sums.length).toArray();
    double observed = blocks.statistic(order);
    int asLarge = 1;
    for (int e = 0; e < exchanges; e++) {
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int kept = order[i];
        order[i] = order[j];
        order[j] = kept;
      }
      asLarge += blocks.statistic(order) >= observed - 1e-12 ? 1 : 0;
    }
    return asLarge / (exchanges + 1.0);
  }

  /** Crowds summed over what is exchanged together: the images of a patient. */
  private record Blocks(double[] sums, int[] sizes, int trained) {

    static Blocks of(int[] crowds, List<String> patients, int trainRows) {
      if (patients == null) {
        int[] ones = new int[crowds.length];
        Arrays.fill(ones, 1);
        return new Blocks(Arrays.stream(crowds).asDoubleStream().toArray(), ones, trainRows);
      }
      Require.that(
          patients.size() == crowds.length,
          "%d real images need as many patients, but %d are given.",
          crowds.length,
          patients.size());
      Map<String, Integer> places = new LinkedHashMap<>();
      double[] sums = new double[crowds.length];
      int[] sizes = new int[crowds.length];
      int trained = 0;
      for (int i = 0; i < crowds.length; i++) {
        trained = i == trainRows ? places.size() : trained;
        int place = places.computeIfAbsent(patients.get(i), name -> places.size());
        Require.that(
            i < trainRows || place >= trained,
            "Patient %s is in the training set and in the held-out set; hold out whole patients.",
            patients.get(i));
        sums[place] += crowds[i];
        sizes[place]++;
      }
      int blocks = places.size();
      return new Blocks(Arrays.copyOf(sums, blocks), Arrays.copyOf(sizes, blocks), trained);
    }

    /** With the first {@link #trained} of {@code order} as training patients. */
    double statistic(int[] order) {
      double[] sum = new double[2];
      double[] size = new double[2];
      for (int i = 0; i < order.length; i++) {
        int side = i < trained ? 0 : 1;
        sum[side] += sums[order[i]];
        size[side] += sizes[order[i]];
      }
      return sum[0] / size[0] - sum[1] / size[1];
    }
  }
}
