/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.nio.FloatBuffer;

/** Between the taps of a phase and what tiles are multiplied by, for many channels at once. */
final class TapProducts {

  private static final int POINTS = Tiling.POINTS;

  private final LinearMap map;
  private final LinearMap adjoint;
  private final int channels;

  /** [tap across][tap down] */
  private final float[][][] taps;

  /** [point down][tap across] */
  private final float[][][] half;

  /** [point across] */
  private final float[][] products;

  private final float[][] column = new float[POINTS][];

  /**
   * @param channels values of every tap and product
   */
  TapProducts(Tiling tiling, int channels) {
    this.map = tiling.ofTaps();
    this.adjoint = map.transposed();
    this.channels = channels;
    this.taps = new float[tiling.taps()][tiling.taps()][channels];
    this.half = new float[POINTS][tiling.taps()][channels];
    this.products = new float[POINTS][channels];
  }

  /** The values of one tap: what {@link #write} takes and {@link #read} leaves. */
  float[] tap(int across, int down) {
    return taps[across][down];
  }

  /**
   * Writes the products that the taps give.
   *
   * @param start where the first product's values go
   * @param step how much further the next one's
   */
  void write(FloatBuffer target, int start, int step) {
    for (int e = 0; e < taps.length; e++) {
      for (int i = 0; i < POINTS; i++) {
        map.write(i, taps[e], half[i][e], channels);
      }
    }
    for (int i = 0; i < POINTS; i++) {
      map.write(half[i], products, channels);
      for (int j = 0; j < POINTS; j++) {
        target.put(start + (i * POINTS + j) * step, products[j]);
      }
    }
  }

  /** The adjoint of {@link #write}. */
  void read(FloatBuffer source, int start, int step) {
    for (int i = 0; i < POINTS; i++) {
      for (int j = 0; j < POINTS; j++) {
        source.get(start + (i * POINTS + j) * step, products[j]);
      }
      adjoint.write(products, half[i], channels);
    }
    for (int e = 0; e < taps.length; e++) {
      for (int i = 0; i < POINTS; i++) {
        column[i] = half[i][e];
      }
      adjoint.write(column, taps[e], channels);
    }
  }
}
