/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch.slice;

import io.github.veil.core.Require;

/**
 * How an axis of an image is covered by tiles of one size that overlap, all but evenly.
 *
 * @param length pixels along the axis
 * @param tile pixels of a tile; more than {@code length} when the axis is padded
 * @param starts first pixel of each tile, ascending
 */
public record AxisTiles(int length, int tile, int[] starts) {

  /**
   * As few tiles as possible, and those as small as possible.
   *
   * @param largest most pixels that a tile may have, a multiple of {@code multiple}
   * @param overlap pixels that neighbours share at least, below {@code largest}
   * @param multiple what a tile's size is a multiple of
   */
  public static AxisTiles of(int length, int largest, int overlap, int multiple) {
    Require.that(
        largest % multiple == 0 && largest >= multiple,
        "The tile size must be a multiple of %d pixels, but is %d.",
        multiple,
        largest);
    Require.that(
        overlap >= 0 && overlap < largest,
        "The overlap of tiles must be at least 0 and below their size of %d pixels, but is %d.",
        largest,
        overlap);
    int count = 1;
    if (length > largest) {
      count = (length - overlap + largest - overlap - 1) / (largest - overlap);
    }
    int needed = (length + (count - 1) * overlap + count - 1) / count;
    int tile = (needed + multiple - 1) / multiple * multiple;
    int[] starts = new int[count];
    for (int i = 1; i < count; i++) {
      starts[i] = (int) ((long) i * (length - tile) / (count - 1));
    }
    return new AxisTiles(length, tile, starts);
  }

  /**
   * How much each pixel of a tile counts: 1 inside, falling linearly towards 0 where a neighbour
   * overlaps. Never 0, so that every pixel has a weight.
   */
  public float[] weights(int index) {
    float[] weights = new float[tile];
    int before = index == 0 ? 0 : starts[index - 1] + tile - starts[index];
    int after = index == starts.length - 1 ? 0 : starts[index] + tile - starts[index + 1];
    for (int i = 0; i < tile; i++) {
      float rising = i < before ? (i + 1f) / (before + 1) : 1;
      float falling = tile - 1 - i < after ? (tile - i) / (after + 1f) : 1;
      weights[i] = Math.min(rising, falling);
    }
    return weights;
  }
}
