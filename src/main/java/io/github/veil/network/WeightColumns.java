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
  private final int kernel;
  private final Planes weights;
  private final TapProducts products;

  WeightColumns(Tiling tiling) {
    this.tiling = tiling;
    this.kernel = tiling.taps() * tiling.stride();
    this.weights = new Planes(tiling.narrowChannels(), kernel * kernel);
    this.products = new TapProducts(tiling, tiling.narrowChannels());
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
    int n = tiling.narrowChannels();
    for (int phase = 0; phase < stride * stride; phase++) {
      for (int e = 0; e < tiling.taps(); e++) {
        int x = e * stride + phase % stride;
        for (int d = 0; d < tiling.taps(); d++) {
          int pixel = (d * stride + phase / stride) * kernel + x;
          weights.getPixel(pixel, products.tap(e, d), 0);
        }
      }
      int row = phase * tiling.channels() + channel;
      products.write(target, row * n, tiling.depth() * n);
    }
  }
}
