/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.nio.FloatBuffer;

/**
 * An image whose channels are picked pixel by pixel. The channels lie an odd number of cache lines
 * apart: at a power of two all values of a pixel would share one place in the cache.
 */
final class Planes {

  /** Floats in a cache line. */
  private static final int LINE = 16;

  private final int channels;
  private final int step;
  private final float[] values;

  /**
   * @param pixels of a channel at most
   */
  Planes(int channels, int pixels) {
    this.channels = channels;
    this.step = ((pixels + LINE - 1) / LINE | 1) * LINE;
    this.values = new float[channels * step];
  }

  /**
   * Takes the pixels from {@code start} on.
   *
   * @param start of the first channel's
   * @param area how much further the next channel's start
   */
  void read(FloatBuffer source, int start, int area, int pixels) {
    for (int channel = 0; channel < channels; channel++) {
      source.get(start + channel * area, values, channel * step, pixels);
    }
  }

  /** Gives them back: as {@link #read}. */
  void write(FloatBuffer target, int start, int area, int pixels) {
    for (int channel = 0; channel < channels; channel++) {
      target.put(start + channel * area, values, channel * step, pixels);
    }
  }

  /** All channels of a pixel. */
  void getPixel(int pixel, float[] target, int to) {
    for (int channel = 0; channel < channels; channel++) {
      target[to + channel] = values[pixel + channel * step];
    }
  }

  void setPixel(int pixel, float[] source, int from) {
    for (int channel = 0; channel < channels; channel++) {
      values[pixel + channel * step] = source[from + channel];
    }
  }
}
