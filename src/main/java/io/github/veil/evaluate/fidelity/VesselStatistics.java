/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

import io.github.veil.core.Require;
import io.github.veil.evaluate.segmentation.DistanceTransform;
import io.github.veil.evaluate.segmentation.Mask;
import io.github.veil.patch.PatchSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How much vessel the labels of a set of patches hold, and how thick it is.
 *
 * <p>The calibre is measured at ridges: foreground pixels whose distance d to the nearest
 * background pixel is not smaller than that of any of their 8 neighbours. It is 2 d - 1 pixels, so
 * that a line of 1 or 3 pixels has a calibre of 1 or 3, and one of 2 pixels of 1: up to one pixel
 * too small for even widths. What lies outside a patch is unknown and counts as neither; patches
 * without background have no calibres.
 *
 * @param densities share of foreground pixels, for each patch, in [0, 1]
 * @param calibres diameter in pixels at each ridge pixel of all patches; multiply by the pixel size
 *     for mm
 */
public record VesselStatistics(double[] densities, double[] calibres) {

  public VesselStatistics {
    densities = densities.clone();
    calibres = calibres.clone();
  }

  /**
   * Over the second channel of all patches.
   *
   * @throws IllegalArgumentException if there are no patches, or no labels
   */
  public static VesselStatistics of(PatchSource patches) {
    Require.that(patches.channels() == 2, "Vessels need patches with labels, but these have none.");
    Require.atLeast(patches.count(), 1, "The number of patches");
    int size = patches.size();
    float[] patch = new float[2 * size * size];
    double[] densities = new double[patches.count()];
    List<double[]> calibres = new ArrayList<>();
    for (int i = 0; i < densities.length; i++) {
      patches.read(i, patch, 0);
      boolean[] vessel = new boolean[size * size];
      for (int p = 0; p < vessel.length; p++) {
        vessel[p] = patch[size * size + p] > 0;
      }
      Mask mask = new Mask(size, size, 1, vessel);
      densities[i] = mask.count() / (double) vessel.length;
      calibres.add(calibres(mask));
    }
    return new VesselStatistics(
        densities, calibres.stream().flatMapToDouble(Arrays::stream).toArray());
  }

  private static double[] calibres(Mask mask) {
    boolean[] vessel = mask.foreground();
    boolean[] rest = new boolean[vessel.length];
    for (int p = 0; p < rest.length; p++) {
      rest[p] = !vessel[p];
    }
    Mask background = new Mask(mask.width(), mask.height(), 1, rest);
    if (background.isEmpty()) {
      return new double[0];
    }
    // One slice: the distances come in the order of the pixels.
    double[] found = DistanceTransform.distances(mask, background, 1, 1, 1);
    double[] distance = new double[vessel.length];
    int next = 0;
    for (int p = 0; p < vessel.length; p++) {
      distance[p] = vessel[p] ? found[next++] : 0;
    }
    DoubleStream.Builder calibres = DoubleStream.builder();
    for (int p = 0; p < vessel.length; p++) {
      if (vessel[p] && isRidge(distance, p, mask.width())) {
        calibres.add(2 * distance[p] - 1);
      }
    }
    return calibres.build().toArray();
  }

  private static boolean isRidge(double[] distance, int p, int size) {
    int px = p % size;
    int py = p / size;
    for (int y = Math.max(0, py - 1); y <= Math.min(size - 1, py + 1); y++) {
      for (int x = Math.max(0, px - 1); x <= Math.min(size - 1, px + 1); x++) {
        if (distance[y * size + x] > distance[p]) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public double[] densities() {
    return densities.clone();
  }

  @Override
  public double[] calibres() {
    return calibres.clone();
  }

  /** The share of foreground among all pixels. */
  public double meanDensity() {
    return Arrays.stream(densities).average().orElseThrow();
  }

  /** Mean calibre in pixels; NaN without vessels. */
  public double meanCalibre() {
    return Arrays.stream(calibres).average().orElse(Double.NaN);
  }

  /** The Wasserstein-1 distance of the densities of the patches, 0 to 1. */
  public double densityDistance(VesselStatistics other) {
    return Wasserstein.ofSamples(densities, other.densities);
  }

  /** The Wasserstein-1 distance of the calibres, in pixels; NaN where one set has no vessels. */
  public double calibreDistance(VesselStatistics other) {
    return calibres.length == 0 || other.calibres.length == 0
        ? Double.NaN
        : Wasserstein.ofSamples(calibres, other.calibres);
  }
}
