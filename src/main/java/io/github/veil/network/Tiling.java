/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

/**
 * Winograd's minimal filtering of images (Winograd 1980; Lavin and Gray 2016, "Fast algorithms for
 * convolutional neural networks") with the points 0, 1, -1 and infinity: along an axis 4 products
 * give 2 outputs of 3 taps or 3 outputs of 2 taps, instead of 6, so that tiles of 4 x 4 need 4 / 9
 * of the multiplications. A convolution with a stride is a sum of such without, one for each phase
 * of its wide pixels.
 *
 * @param taps wide pixels of a phase that an output is made of, along an axis: 2 or 3
 * @param channels of the wide image
 * @param height of the wide image in pixels
 * @param width of the wide image
 * @param narrowChannels channels of the narrow image
 */
record Tiling(
    int stride, int padding, int taps, int channels, int height, int width, int narrowChannels) {

  /** Pixels of a phase that a tile covers along an axis, and products there. */
  static final int POINTS = 4;

  /** Products of a tile. */
  static final int PRODUCTS = POINTS * POINTS;

  /** From wide pixels along an axis to what is multiplied. */
  static final LinearMap PIXELS =
      new LinearMap(
          new float[] {1, 0, -1, 0},
          new float[] {0, 1, 1, 0},
          new float[] {0, -1, 1, 0},
          new float[] {0, -1, 0, 1});

  static final LinearMap PIXELS_ADJOINT = PIXELS.transposed();

  private static final LinearMap TWO_TAPS =
      new LinearMap(
          new float[] {1, 0},
          new float[] {0.5f, 0.5f},
          new float[] {0.5f, -0.5f},
          new float[] {0, 1});

  private static final LinearMap THREE_TAPS =
      new LinearMap(
          new float[] {1, 0, 0},
          new float[] {0.5f, 0.5f, 0.5f},
          new float[] {0.5f, -0.5f, 0.5f},
          new float[] {0, 0, 1});

  private static final LinearMap THREE_OUTPUTS =
      new LinearMap(new float[] {1, 1, 1, 0}, new float[] {0, 1, -1, 0}, new float[] {0, 1, 1, 1});

  private static final LinearMap TWO_OUTPUTS =
      new LinearMap(new float[] {1, 1, 1, 0}, new float[] {0, 1, -1, 1});

  /** Whether there is a form for these windows. */
  static boolean covers(Window window) {
    int taps = window.kernel() / window.stride();
    return window.kernel() % window.stride() == 0 && (taps == 2 || taps == 3);
  }

  /**
   * @param wideShape [batch, c, h, w]
   * @param narrowChannels n
   */
  static Tiling of(Window window, long[] wideShape, long narrowChannels) {
    return new Tiling(
        window.stride(),
        window.padding(),
        window.kernel() / window.stride(),
        (int) wideShape[1],
        (int) wideShape[2],
        (int) wideShape[3],
        (int) narrowChannels);
  }

  /** From taps along an axis to what is multiplied. */
  LinearMap ofTaps() {
    return taps == 2 ? TWO_TAPS : THREE_TAPS;
  }

  /** From products along an axis to outputs. */
  LinearMap ofProducts() {
    return taps == 2 ? THREE_OUTPUTS : TWO_OUTPUTS;
  }

  /** Outputs of a tile along an axis. */
  int outputs() {
    return POINTS + 1 - taps;
  }

  /** How many wide pixels further the next tile starts. */
  int step() {
    return stride * outputs();
  }

  /** Rows of the narrow image. */
  int rows() {
    return count(height);
  }

  /** Columns of the narrow image. */
  int columns() {
    return count(width);
  }

  private int count(int size) {
    return (size + 2 * padding - taps * stride) / stride + 1;
  }

  /** Tiles of an image one below the other. */
  int down() {
    return (rows() + outputs() - 1) / outputs();
  }

  /** Tiles side by side. */
  int across() {
    return (columns() + outputs() - 1) / outputs();
  }

  /** Tiles of an image. */
  int tiles() {
    return down() * across();
  }

  /** Values of a tile in every product: those of all phases and channels. */
  int depth() {
    return stride * stride * channels;
  }
}
