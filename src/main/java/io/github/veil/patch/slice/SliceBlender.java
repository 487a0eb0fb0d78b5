/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch.slice;

import java.util.Arrays;

/** Puts the overlapping tiles of a slice together: a weighted mean where they overlap. */
public final class SliceBlender {

  private final AxisTiles columns;
  private final AxisTiles rows;
  private final float[] sum;
  private final float[] weight;

  public SliceBlender(AxisTiles columns, AxisTiles rows) {
    this.columns = columns;
    this.rows = rows;
    this.sum = new float[columns.length() * rows.length()];
    this.weight = new float[sum.length];
  }

  /** Adds the tile that starts at {@code columns.starts()[column]}, {@code rows.starts()[row]}. */
  public void add(float[] tile, int column, int row) {
    float[] across = columns.weights(column);
    float[] down = rows.weights(row);
    int left = columns.starts()[column];
    int top = rows.starts()[row];
    int width = Math.min(columns.tile(), columns.length() - left);
    int height = Math.min(rows.tile(), rows.length() - top);
    for (int y = 0; y < height; y++) {
      int at = (top + y) * columns.length() + left;
      for (int x = 0; x < width; x++) {
        float share = across[x] * down[y];
        sum[at + x] += share * tile[y * columns.tile() + x];
        weight[at + x] += share;
      }
    }
  }

  /** The finished slice; the next one starts empty. */
  public float[] finish() {
    float[] slice = new float[sum.length];
    for (int i = 0; i < slice.length; i++) {
      slice[i] = sum[i] / weight[i];
    }
    Arrays.fill(sum, 0);
    Arrays.fill(weight, 0);
    return slice;
  }
}
