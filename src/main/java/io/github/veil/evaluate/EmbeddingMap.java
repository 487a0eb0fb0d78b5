/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import ij.gui.Plot;
import io.github.veil.evaluate.report.Plots;
import io.github.veil.patch.PatchSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A map of images: like ones lie close to each other.
 *
 * @param method "t-SNE" or "UMAP"
 * @param names of the sets
 * @param sets the mapped images, equally many of each set
 * @param points one row (x, y) per image, set after set
 */
public record EmbeddingMap(
    String method, List<String> names, List<PatchSource> sets, double[][] points) {

  /** One image on the map. */
  public record Place(PatchSource set, String name, int index) {}

  /** The scatter plot, one symbol per set. */
  public Plot plot() {
    List<Plots.Series> clouds = new ArrayList<>();
    int each = points.length / sets.size();
    for (int i = 0; i < sets.size(); i++) {
      clouds.add(
          Plots.Series.of(names.get(i), Arrays.asList(points).subList(i * each, (i + 1) * each)));
    }
    return Plots.scatter(method, method + " 1 (no unit)", method + " 2 (no unit)", clouds);
  }

  /** The image whose point is nearest to (x, y). */
  public Place nearest(double x, double y) {
    int best = 0;
    for (int i = 1; i < points.length; i++) {
      if (square(i, x, y) < square(best, x, y)) {
        best = i;
      }
    }
    int each = points.length / sets.size();
    return new Place(sets.get(best / each), names.get(best / each), best % each);
  }

  private double square(int i, double x, double y) {
    double dx = points[i][0] - x;
    double dy = points[i][1] - y;
    return dx * dx + dy * dy;
  }

  String fileName() {
    return method.toLowerCase(Locale.ROOT);
  }

  String caption() {
    return method
        + " of all sets in the encoder's space. Synthetic images should mix with real ones; islands"
        + " of their own, or empty regions, are what to look for. Distances between islands mean"
        + " nothing.";
  }
}
