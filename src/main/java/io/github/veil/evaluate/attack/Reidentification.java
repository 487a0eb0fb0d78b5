/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.attack;

import io.github.veil.core.Require;
import io.github.veil.evaluate.embedding.Points;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Re-identification in one-to-one translation: every synthetic image has a source patient; an
 * attacker who has images of all patients calls the patient of the nearest image its source.
 * Translation keeps anatomy, so high rates are expected: a translated image is the patient's own
 * image, and must be protected as one.
 *
 * @param images synthetic images that were traced
 * @param patients candidates among whom the source was sought
 * @param ranks rank of the source of each synthetic image, 1 = found at once; among equally near
 *     ones the middle place
 */
public record Reidentification(int images, int patients, int[] ranks) {

  /**
   * @param synthetic one row per synthetic image
   * @param sources patient each synthetic image was made from
   * @param gallery rows of the attacker's images, in the same feature space
   * @param galleryPatients patient of each of them; all sources must be among them
   */
  public static Reidentification of(
      double[][] synthetic,
      List<String> sources,
      double[][] gallery,
      List<String> galleryPatients) {
    Points.requireSameColumns(synthetic, "The synthetic set", gallery, "The gallery");
    Require.that(
        sources.size() == synthetic.length && galleryPatients.size() == gallery.length,
        "%d synthetic and %d gallery images need as many patients, but %d and %d are given.",
        synthetic.length,
        gallery.length,
        sources.size(),
        galleryPatients.size());
    Map<String, Integer> places = new LinkedHashMap<>();
    galleryPatients.forEach(name -> places.putIfAbsent(name, places.size()));
    for (String source : sources) {
      Require.that(
          places.containsKey(source),
          "The source patient %s has no image in the gallery; add it, or leave its images out.",
          source);
    }
    int[] groups = galleryPatients.stream().mapToInt(places::get).toArray();
    int[] ranks =
        IntStream.range(0, synthetic.length)
            .parallel()
            .map(
                i ->
                    rank(
                        nearestOfEach(synthetic[i], gallery, groups, places.size()),
                        places.get(sources.get(i))))
            .toArray();
    return new Reidentification(synthetic.length, places.size(), ranks);
  }

  /** Share of synthetic images whose source is among the {@code k} nearest patients. */
  public double top(int k) {
    return (double) hits(k) / images;
  }

  /**
   * Confidence interval of {@link #top} (Clopper, Pearson), for independent synthetic images: trace
   * one image per patient when the interval matters.
   */
  public Interval interval(int k, double confidence) {
    return Interval.ofShare(images, hits(k), confidence);
  }

  /** What guessing gives: k of all patients. */
  public double chance(int k) {
    return Math.min(1, (double) k / patients);
  }

  private int hits(int k) {
    Require.atLeast(k, 1, "The number of nearest patients");
    return (int) Arrays.stream(ranks).filter(rank -> rank <= k).count();
  }

  private static double[] nearestOfEach(
      double[] image, double[][] gallery, int[] groups, int patients) {
    double[] nearest = new double[patients];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    for (int j = 0; j < gallery.length; j++) {
      double square = Points.squaredDistance(image, gallery[j]);
      nearest[groups[j]] = Math.min(nearest[groups[j]], square);
    }
    return nearest;
  }

  private static int rank(double[] nearest, int source) {
    int nearer = 0;
    int equal = 0;
    for (int p = 0; p < nearest.length; p++) {
      nearer += nearest[p] < nearest[source] ? 1 : 0;
      equal += p != source && nearest[p] == nearest[source] ? 1 : 0;
    }
    return 1 + nearer + (equal + 1) / 2;
  }
}
