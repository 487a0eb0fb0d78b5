/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.translate;

import io.github.veil.patch.slice.ScanSlices;
import io.github.veil.patch.slice.SliceConfig;
import java.util.TreeMap;

/** The canvases of a slice and of its neighbours, each made once while slices go by upwards. */
final class SliceWindow {

  private final ScanSlices slices;
  private final int neighbours;
  private final TreeMap<Integer, float[][]> canvases = new TreeMap<>();

  SliceWindow(ScanSlices slices, int neighbours) {
    this.slices = slices;
    this.neighbours = neighbours;
  }

  /**
   * @return [channel of the scan][slice, upwards] the canvases around {@code slice}; not to be
   *     changed
   */
  float[][][] around(int slice) {
    canvases.headMap(slice - neighbours).clear();
    float[][][] window = new float[slices.channels()][2 * neighbours + 1][];
    for (int k = 0; k < window[0].length; k++) {
      int at = Math.max(0, Math.min(slices.count() - 1, slice - neighbours + k));
      float[][] canvas = canvases.computeIfAbsent(at, this::read);
      for (int channel = 0; channel < window.length; channel++) {
        window[channel][k] = canvas[channel];
      }
    }
    return window;
  }

  private float[][] read(int slice) {
    float[][] all = new float[slices.channels()][];
    for (int channel = 0; channel < all.length; channel++) {
      all[channel] = slices.canvas(channel, slice);
    }
    return all;
  }

  /** Whether any pixel is brighter than background. */
  static boolean hasContent(float[][][] window) {
    for (float[][] channel : window) {
      for (float[] canvas : channel) {
        for (float value : canvas) {
          if (value > SliceConfig.CONTENT_LEVEL) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
