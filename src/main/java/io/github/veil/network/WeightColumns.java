/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.nio.FloatBuffer;

/**
 * The weights of a window layer in the form that tiles of the wide image are multiplied by: as
 * {@link WeightTiles}, but the narrow channels side by side. With memory of its own: for one
 * thread.
 */
final class WeightColumns {

  private final Tiling tiling;
  private final LinearMap map;
  private final int kernel;
  private final Planes weights;

  /** [tap across][tap down] */
  private final float[][][] taps;

  /** [point down][tap across] */
  private final float[][][] half;

  /** [point across] */
  private final float[][] products;

  WeightColumns(Tiling tiling) {
    this.tiling = tiling;
    this.map = tiling.ofTaps();
    this.kernel = tiling.taps() * tiling.stride();
    this.weights = new Planes(tiling.narrowChannels(), kernel * kernel);
    this.taps = new float[tiling.taps()][tiling.taps()][tiling.narrowChannels()];
    this.half = new float[Tiling.POINTS][tiling.taps()][tiling.narrowChannels()];
    this.products = new float[Tiling.POINTS][tiling.narrowChannels()];
  }

  /**
   * Brings the weights of one wide channel into that form.
   *
   * @param source [narrow channels of all blocks, c, k, k]
   * @param first the one that is the first of the tiling
   * @param channel the wide channel
   * @param target [products, depth, n]
   */
  void read(FloatBuffer source, int first, int channel, FloatBuffer target) {
    int area = tiling.channels() * kernel * kernel;
    int start = first * area + channel * kernel * kernel;
    weights.read(source, start, area, kernel * kernel);
    int stride = tiling.stride();
    for (int phase = 0; phase < stride * stride; phase++) {
      for (int e = 0; e < tiling.taps(); e++) {
        int x = e * stride + phase % stride;
        for (int d = 0; d < tiling.taps(); d++) {
          weights.getPixel((d * stride + phase / stride) * kernel + x, taps[e][d], 0);
        }
      }
      write(target, phase * tiling.channels() + channel);
    }
  }

  private void write(FloatBuffer target, int row) {
    int n = tiling.narrowChannels();
    for (int e = 0; e < tiling.taps(); e++) {
      for (int i = 0; i < Tiling.POINTS; i++) {
        map.write(i, taps[e], half[i][e], n);
      }
    }
    for (int i = 0; i < Tiling.POINTS; i++) {
      map.write(half[i], products, n);
      for (int j = 0; j < Tiling.POINTS; j++) {
        target.put(((i * Tiling.POINTS + j) * tiling.depth() + row) * n, products[j]);
      }
    }
  }
}
