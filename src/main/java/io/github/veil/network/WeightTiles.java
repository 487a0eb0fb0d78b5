/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.nio.FloatBuffer;

/**
 * The weights of a window layer in the form that tiles of the narrow image are multiplied by, and
 * their gradient, which comes in it. With memory of its own: for one thread.
 */
final class WeightTiles {

  private final Tiling tiling;
  private final int kernel;
  private final float[] weights;
  private final TapProducts products;

  WeightTiles(Tiling tiling) {
    this.tiling = tiling;
    this.kernel = tiling.taps() * tiling.stride();
    this.weights = new float[tiling.channels() * kernel * kernel];
    this.products = new TapProducts(tiling, tiling.depth());
  }

  /**
   * Brings the weights of one narrow channel into that form.
   *
   * @param source [narrow channels of all blocks, c, k, k]
   * @param first the one that is the first of the tiling
   * @param n the channel's number from there
   * @param target [products, n, depth]
   */
  void read(FloatBuffer source, int first, int n, FloatBuffer target) {
    source.get((first + n) * weights.length, weights);
    order(true);
    products.write(target, n * tiling.depth(), tiling.narrowChannels() * tiling.depth());
  }

  /** The adjoint of {@link #read}, for gradients. */
  void write(FloatBuffer source, int n, FloatBuffer target, int first) {
    products.read(source, n * tiling.depth(), tiling.narrowChannels() * tiling.depth());
    order(false);
    target.put((first + n) * weights.length, weights);
  }

  /** Brings [c, k, k] into the order of taps and phases, or back. */
  private void order(boolean reads) {
    int area = kernel * kernel;
    int stride = tiling.stride();
    for (int y = 0; y < kernel; y++) {
      for (int x = 0; x < kernel; x++) {
        float[] tap = products.tap(x / stride, y / stride);
        int start = (y % stride * stride + x % stride) * tiling.channels();
        for (int c = 0; c < tiling.channels(); c++) {
          int at = c * area + y * kernel + x;
          if (reads) {
            tap[start + c] = weights[at];
          } else {
            weights[at] = tap[start + c];
          }
        }
      }
    }
  }
}
