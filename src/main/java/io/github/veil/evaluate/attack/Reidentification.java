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

/**
 * Re-identification in one-to-one translation: every synthetic image has a source patient; an
 * attacker who has images of all patients calls the patient of the nearest image its source.
 * Translation keeps anatomy, so high rates are expected: a translated image is the patient's own
 * image, and must be protected as one.
 *
 * @param traced synthetic images, or whole scans, that were traced
 * @param patients candidates among whom the source was sought
 * @param ranks rank of the source of each, 1 = found at once; among equally near ones the middle
 *     place
 */
public record Reidentification(int traced, int patients, int[] ranks) {

  /**
   * Traces every synthetic image by itself.
   *
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
    Gallery known = new Gallery(gallery, galleryPatients);
    return known.trace(known.distances(synthetic, sources), sources);
  }

  /**
   * Traces all synthetic images of a source together, as an attacker does who has a whole
   * translated scan: the patient with the smallest mean distance to them is called the source.
   * Arguments as for {@link #of}.
   */
  public static Reidentification ofScans(
      double[][] synthetic,
      List<String> sources,
      double[][] gallery,
      List<String> galleryPatients) {
    Gallery known = new Gallery(gallery, galleryPatients);
    double[][] distances = known.distances(synthetic, sources);
    Map<String, double[]> scans = new LinkedHashMap<>();
    for (int i = 0; i < distances.length; i++) {
      double[] sums = scans.computeIfAbsent(sources.get(i), s -> new double[known.patients()]);
      for (int p = 0; p < sums.length; p++) {
        sums[p] += distances[i][p];
      }
    }
    return known.trace(scans.values().toArray(double[][]::new), List.copyOf(scans.keySet()));
  }

  /** Share of those traced whose source is among the {@code k} nearest patients. */
  public double top(int k) {
    return (double) hits(k) / traced;
  }

  /**
   * Confidence interval of {@link #top} (Clopper, Pearson), for independent sources: scans, or one
   * image per patient.
   */
  public Interval interval(int k, double confidence) {
    return Interval.ofShare(traced, hits(k), confidence);
  }

  /** What guessing gives: k of all patients. */
  public double chance(int k) {
    return Math.min(1, (double) k / patients);
  }

  private int hits(int k) {
    Require.atLeast(k, 1, "The number of nearest patients");
    return (int) Arrays.stream(ranks).filter(rank -> rank <= k).count();
  }

  /** The attacker's images by patient. */
  private static final class Gallery {

    private final double[][] images;
    private final int[] groups;
    private final Map<String, Integer> places = new LinkedHashMap<>();

    Gallery(double[][] images, List<String> patients) {
      Require.that(
          patients.size() == images.length,
          "%d gallery images need as many patients, but %d are given.",
          images.length,
          patients.size());
      this.images = images;
      patients.forEach(name -> places.putIfAbsent(name, places.size()));
      groups = patients.stream().mapToInt(places::get).toArray();
    }

    int patients() {
      return places.size();
    }

    /** From each synthetic image to the nearest image of each patient. */
    double[][] distances(double[][] synthetic, List<String> sources) {
      Points.requireSameColumns(synthetic, "The synthetic set", images, "The gallery");
      Require.that(
          sources.size() == synthetic.length,
          "%d synthetic images need as many sources, but %d are given.",
          synthetic.length,
          sources.size());
      return Arrays.stream(synthetic).parallel().map(this::distances).toArray(double[][]::new);
    }

    private double[] distances(double[] image) {
      double[] nearest = new double[patients()];
      Arrays.fill(nearest, Double.POSITIVE_INFINITY);
      for (int j = 0; j < images.length; j++) {
        double square = Points.squaredDistance(image, images[j]);
        nearest[groups[j]] = Math.min(nearest[groups[j]], square);
      }
      return Arrays.stream(nearest).map(Math::sqrt).toArray();
    }

    Reidentification trace(double[][] distances, List<String> sources) {
      int[] ranks = new int[distances.length];
      for (int i = 0; i < ranks.length; i++) {
        Integer source = places.get(sources.get(i));
        Require.that(
            source != null,
            "The source patient %s has no image in the gallery; add it, or leave its images out.",
            sources.get(i));
        ranks[i] = rank(distances[i], source);
      }
      return new Reidentification(ranks.length, patients(), ranks);
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
}
