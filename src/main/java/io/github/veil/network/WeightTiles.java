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
  private final LinearMap map;
  private final LinearMap adjoint;
  private final int kernel;
  private final float[] weights;

  /** [tap across][tap down] */
  private final float[][][] taps;

  /** [point down][tap across] */
  private final float[][][] half;

  /** [point across] */
  private final float[][] products;

  private final float[][] column = new float[Tiling.POINTS][];

  WeightTiles(Tiling tiling) {
    this.tiling = tiling;
    this.map = tiling.ofTaps();
    this.adjoint = map.transposed();
    this.kernel = tiling.taps() * tiling.stride();
    this.weights = new float[tiling.channels() * kernel * kernel];
    this.taps = new float[tiling.taps()][tiling.taps()][tiling.depth()];
    this.half = new float[Tiling.POINTS][tiling.taps()][tiling.depth()];
    this.products = new float[Tiling.POINTS][tiling.depth()];
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
    for (int e = 0; e < tiling.taps(); e++) {
      for (int i = 0; i < Tiling.POINTS; i++) {
        map.write(i, taps[e], half[i][e], tiling.depth());
      }
    }
    for (int i = 0; i < Tiling.POINTS; i++) {
      map.write(half[i], products, tiling.depth());
      for (int j = 0; j < Tiling.POINTS; j++) {
        target.put(place(i, j, n), products[j]);
      }
    }
  }

  /** The adjoint of {@link #read}, for gradients. */
  void write(FloatBuffer source, int n, FloatBuffer target, int first) {
    for (int i = 0; i < Tiling.POINTS; i++) {
      for (int j = 0; j < Tiling.POINTS; j++) {
        source.get(place(i, j, n), products[j]);
      }
      adjoint.write(products, half[i], tiling.depth());
    }
    for (int e = 0; e < tiling.taps(); e++) {
      for (int i = 0; i < Tiling.POINTS; i++) {
        column[i] = half[i][e];
      }
      adjoint.write(column, taps[e], tiling.depth());
    }
    order(false);
    target.put((first + n) * weights.length, weights);
  }

  private int place(int i, int j, int n) {
    return ((i * Tiling.POINTS + j) * tiling.narrowChannels() + n) * tiling.depth();
  }

  /** Brings [c, k, k] into the order of taps and phases, or back. */
  private void order(boolean reads) {
    int area = kernel * kernel;
    int stride = tiling.stride();
    for (int y = 0; y < kernel; y++) {
      for (int x = 0; x < kernel; x++) {
        float[] tap = taps[x / stride][y / stride];
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
