/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch.slice;

import io.github.veil.core.Require;
import java.util.ArrayList;
import java.util.List;

/** The slices of one scan that are learnt from, as 16-bit canvases. */
final class StoredScan {

  private static final float HALF = 32767.5f;

  /** A working image that is learnt from. */
  record Use(int slice, int tile) {}

  private final String id;
  private final SliceFit fit;
  private final int from;
  private final short[][][] canvases;
  private final List<Use> used = new ArrayList<>();

  /**
   * Reads the slices.
   *
   * @throws IllegalArgumentException if none of them is to be learnt from
   */
  StoredScan(String id, ScanSlices slices, SliceConfig config) {
    this.id = id;
    this.fit = slices.fit();
    int first = Math.max(0, config.first() - 1);
    int last =
        config.last() == 0 ? slices.count() - 1 : Math.min(config.last(), slices.count()) - 1;
    Require.that(
        first <= last,
        "\"%s\" has %d slices in the %s plane, fewer than the first one asked for, %d.",
        id,
        slices.count(),
        config.plane().key(),
        config.first());
    this.from = first - config.neighbours();
    this.canvases = new short[slices.channels()][last - first + config.depth()][];
    float[] image = new float[config.size() * config.size()];
    for (int k = 0; k < canvases[0].length; k++) {
      for (int channel = 0; channel < slices.channels(); channel++) {
        float[] canvas = slices.canvas(channel, from + k);
        canvases[channel][k] = packed(canvas);
        int slice = from + k;
        if (channel == 0 && slice >= first && slice <= last) {
          use(canvas, slice, config, image);
        }
      }
    }
    Require.that(
        !used.isEmpty(),
        "\"%s\" has no slice with enough content: %s of a working image must be brighter than a"
            + " tenth of the intensity range.",
        id,
        config.leastContent());
  }

  private void use(float[] canvas, int slice, SliceConfig config, float[] image) {
    for (int tile = 0; tile < fit.tiles(); tile++) {
      fit.cut(canvas, tile, image, 0);
      if (config.hasContent(image)) {
        used.add(new Use(slice, tile));
      }
    }
  }

  private static short[] packed(float[] canvas) {
    short[] packed = new short[canvas.length];
    for (int i = 0; i < packed.length; i++) {
      packed[i] = (short) Math.round((canvas[i] + 1) * HALF);
    }
    return packed;
  }

  String id() {
    return id;
  }

  int channels() {
    return canvases.length;
  }

  List<Use> used() {
    return used;
  }

  /** Copies a working image of one channel and slice to {@code target}, from {@code at} on. */
  void cut(int channel, int slice, int tile, float[] target, int at) {
    short[] canvas = canvases[channel][slice - from];
    fit.eachRow(
        tile,
        (source, offset, length) -> {
          for (int i = 0; i < length; i++) {
            target[at + offset + i] = (canvas[source + i] & 0xffff) / HALF - 1;
          }
        });
  }
}
