/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.nio.FloatBuffer;

/**
 * The narrow pixels of one example in tiles of two by two, as {@link PairProducts} multiplies them.
 * In host memory, with memory of its own: for one thread.
 */
final class PixelPairs {

  private static final int POINTS = PairProducts.POINTS;

  /** Values that are picked at once: as many as stay in the processor's first cache. */
  private static final int MOST_PICKED = 1 << 11;

  /** Along an axis: from pixels to what is multiplied. */
  private static final LinearMap MAP =
      new LinearMap(new float[] {1, 0}, new float[] {1, 1}, new float[] {0, 1});

  private final int channels;
  private final int area;
  private final int tiles;

  /** Channels that are laid out at once. */
  private final int group;

  /** Their pixels, and a zero behind the last one for what is outside. */
  private final float[] pixels;

  /** Where the pixels at each place of the tiles are, [row, column][tile of a channel]. */
  private final int[][][] sources;

  /** The pixels at each place, [column][row]. */
  private final float[][][] places;

  /** [point down][column] */
  private final float[][][] half;

  private final float[] products;

  PixelPairs(int channels, int height, int width) {
    this.channels = channels;
    this.area = height * width;
    this.tiles = (height + 1) / 2 * ((width + 1) / 2);
    this.group = Math.max(1, Math.min(channels, MOST_PICKED / tiles));
    this.pixels = new float[group * area + 1];
    this.sources = new int[2][2][group * tiles];
    this.places = new float[2][2][group * tiles];
    this.half = new float[POINTS][2][group * tiles];
    this.products = new float[group * tiles];
    for (int row = 0; row < 2; row++) {
      for (int column = 0; column < 2; column++) {
        fill(sources[row][column], row, column, height, width);
      }
    }
  }

  private void fill(int[] places, int row, int column, int height, int width) {
    int next = 0;
    for (int channel = 0; channel < group; channel++) {
      for (int y = row; y < height + row; y += 2) {
        for (int x = column; x < width + column; x += 2) {
          boolean isInside = y < height && x < width;
          places[next++] = isInside ? channel * area + y * width + x : group * area;
        }
      }
    }
  }

  /**
   * Lays the pixels out.
   *
   * @param narrow [channels, height, width]
   * @param target [products, channels, tiles]
   */
  void write(FloatBuffer narrow, FloatBuffer target) {
    for (int first = 0; first < channels; first += group) {
      int count = Math.min(group, channels - first);
      int length = count * tiles;
      narrow.get(first * area, pixels, 0, count * area);
      for (int column = 0; column < 2; column++) {
        for (int row = 0; row < 2; row++) {
          pick(sources[row][column], places[column][row], length);
        }
        for (int i = 0; i < POINTS; i++) {
          MAP.write(i, places[column], half[i][column], length);
        }
      }
      for (int i = 0; i < POINTS; i++) {
        for (int j = 0; j < POINTS; j++) {
          MAP.write(j, half[i], products, length);
          target.put(((i * POINTS + j) * channels + first) * tiles, products, 0, length);
        }
      }
    }
  }

  private void pick(int[] from, float[] to, int length) {
    for (int i = 0; i < length; i++) {
      to[i] = pixels[from[i]];
    }
  }
}
