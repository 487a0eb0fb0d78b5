/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.segmentation;

import io.github.veil.core.Require;
import java.util.Arrays;

/**
 * Exact Euclidean distances from voxels of one mask to the nearest foreground voxel of another,
 * between voxel centres, in time linear in the volume: line by line along x, then y, then z, as
 * lower envelopes of parabolas. Rows, slices and lines that hold nothing are left out.
 */
public final class DistanceTransform {

  private final Mask targets;
  private final double[] spacing;
  private final int width;
  private final int height;
  private final int depth;

  /** For each (x, y): the rank of this line along z among those with queries, or -1. */
  private final int[] lines;

  /** Squared distances within each slice that has targets, [line][slice]. */
  private final double[] inSlice;

  /** The z of the slices that have targets. */
  private final int[] slices;

  private DistanceTransform(Mask queries, Mask targets, double[] spacing) {
    this.targets = targets;
    this.spacing = spacing;
    width = targets.width();
    height = targets.height();
    depth = targets.depth();
    lines = lines(queries);
    slices = slicesWithTargets();
    long size = (long) (Arrays.stream(lines).max().orElse(-1) + 1) * slices.length;
    Require.that(
        size <= Integer.MAX_VALUE - 8,
        "The distances need %d numbers at once, more than the 2^31 that are possible; crop the"
            + " masks first.",
        size);
    inSlice = new double[(int) size];
  }

  /**
   * @param queries where to measure
   * @param targets what to measure to; of the same size, with at least one foreground voxel
   * @param spacing voxel size along x, y, z, above 0
   * @return a distance, in the unit of {@code spacing}, for each foreground voxel of {@code
   *     queries}, sorted by y, then x, then z
   * @throws IllegalArgumentException if sizes differ, {@code targets} is empty, or a spacing is not
   *     positive
   */
  public static double[] distances(Mask queries, Mask targets, double... spacing) {
    Require.that(spacing.length == 3, "A voxel has 3 sizes, but %d are given.", spacing.length);
    for (double size : spacing) {
      Require.positive(size, "A voxel size");
    }
    queries.requireSameSize(targets);
    DistanceTransform transform = new DistanceTransform(queries, targets, spacing);
    Require.that(
        transform.slices.length > 0, "The distance to an empty mask is undefined; check the mask.");
    transform.fillSlices();
    return transform.alongZ(queries);
  }

  private int[] lines(Mask queries) {
    int area = width * height;
    int[] ranks = new int[area];
    boolean[] foreground = queries.foreground();
    for (int i = 0; i < foreground.length; i += area) {
      for (int xy = 0; xy < area; xy++) {
        if (foreground[i + xy]) {
          ranks[xy] = 1;
        }
      }
    }
    int next = 0;
    for (int xy = 0; xy < area; xy++) {
      ranks[xy] = ranks[xy] == 0 ? -1 : next++;
    }
    return ranks;
  }

  private int[] slicesWithTargets() {
    int[] found = new int[depth];
    int count = 0;
    for (int z = 0; z < depth; z++) {
      if (hasTarget(z * width * height, width * height)) {
        found[count++] = z;
      }
    }
    return Arrays.copyOf(found, count);
  }

  private boolean hasTarget(int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (targets.foreground()[i]) {
        return true;
      }
    }
    return false;
  }

  private void fillSlices() {
    double[][] alongX = new double[height][width];
    int[] rows = new int[height];
    LowerEnvelope envelope = new LowerEnvelope(height);
    for (int s = 0; s < slices.length; s++) {
      int count = 0;
      for (int y = 0; y < height; y++) {
        int from = (slices[s] * height + y) * width;
        if (hasTarget(from, width)) {
          squaredAlongX(from, alongX[count]);
          rows[count++] = y;
        }
      }
      for (int x = 0; x < width; x++) {
        alongY(x, s, alongX, rows, count, envelope);
      }
    }
  }

  /** Squared distances within the row that begins at {@code from} and has a target. */
  private void squaredAlongX(int from, double[] squares) {
    boolean[] foreground = targets.foreground();
    int last = -2 * width;
    for (int x = 0; x < width; x++) {
      last = foreground[from + x] ? x : last;
      squares[x] = x - last;
    }
    last = 3 * width;
    for (int x = width - 1; x >= 0; x--) {
      last = foreground[from + x] ? x : last;
      double distance = Math.min(squares[x], last - x) * spacing[0];
      squares[x] = distance * distance;
    }
  }

  private void alongY(
      int x, int slice, double[][] alongX, int[] rows, int count, LowerEnvelope envelope) {
    envelope.clear();
    boolean filled = false;
    for (int y = 0; y < height; y++) {
      int line = lines[y * width + x];
      if (line >= 0) {
        if (!filled) {
          for (int k = 0; k < count; k++) {
            envelope.add(rows[k] * spacing[1], alongX[k][x]);
          }
          filled = true;
        }
        inSlice[line * slices.length + slice] = envelope.at(y * spacing[1]);
      }
    }
  }

  private double[] alongZ(Mask queries) {
    double[] distances = new double[queries.count()];
    LowerEnvelope envelope = new LowerEnvelope(slices.length);
    int area = width * height;
    int next = 0;
    for (int xy = 0; xy < area; xy++) {
      if (lines[xy] < 0) {
        continue;
      }
      envelope.clear();
      for (int s = 0; s < slices.length; s++) {
        envelope.add(slices[s] * spacing[2], inSlice[lines[xy] * slices.length + s]);
      }
      for (int z = 0; z < depth; z++) {
        if (queries.foreground()[z * area + xy]) {
          distances[next++] = Math.sqrt(envelope.at(z * spacing[2]));
        }
      }
    }
    return distances;
  }
}
