/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.translate;

import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The mean, slice by slice, of windows of neighbouring slices that go by upwards. What a window
 * says of a slice counts the more, the nearer the slice is to the window's middle.
 */
final class WindowMean {

  private final int neighbours;
  private final int slices;
  private final BiConsumer<Integer, float[][]> finished;
  private final TreeMap<Integer, Sum> pending = new TreeMap<>();

  /** Weighted sum of the canvases of one slice, by channel. */
  private static final class Sum {
    private final float[][] canvases;
    private float weight;

    Sum(int channels, int length) {
      canvases = new float[channels][length];
    }

    void add(float[][] planes, int first, int stride, float factor) {
      for (int channel = 0; channel < canvases.length; channel++) {
        float[] from = planes[channel * stride + first];
        for (int i = 0; i < from.length; i++) {
          canvases[channel][i] += factor * from[i];
        }
      }
      weight += factor;
    }

    float[][] mean() {
      for (float[] canvas : canvases) {
        for (int i = 0; i < canvas.length; i++) {
          canvas[i] /= weight;
        }
      }
      return canvases;
    }
  }

  /**
   * @param neighbours slices on each side of a window's middle
   * @param slices how many there are
   * @param finished gets each slice and its canvases by channel, in ascending order
   */
  WindowMean(int neighbours, int slices, BiConsumer<Integer, float[][]> finished) {
    this.neighbours = neighbours;
    this.slices = slices;
    this.finished = finished;
  }

  /**
   * @param middle slice in the middle of the window; one more than in the call before
   * @param planes [channel, slice upwards] canvases
   */
  void add(int middle, float[][] planes) {
    int depth = 2 * neighbours + 1;
    int channels = planes.length / depth;
    for (int k = 0; k < depth; k++) {
      int slice = middle - neighbours + k;
      if (slice >= 0 && slice < slices) {
        pending
            .computeIfAbsent(slice, s -> new Sum(channels, planes[0].length))
            .add(planes, k, depth, neighbours + 1 - Math.abs(k - neighbours));
      }
    }
    int complete = middle == slices - 1 ? middle : middle - neighbours;
    while (!pending.isEmpty() && pending.firstKey() <= complete) {
      int slice = pending.firstKey();
      finished.accept(slice, pending.remove(slice).mean());
    }
  }
}
