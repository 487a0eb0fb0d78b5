/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import io.github.veil.core.Require;
import java.util.random.RandomGenerator;

/**
 * What happens to a slice at random before it enters a step, to all its channels alike.
 *
 * @param flipX mirror left and right with probability 1/2
 * @param flipY mirror top and bottom with probability 1/2
 * @param crop share of width and height that a random crop cuts off, in [0, 0.5]; what is left is
 *     enlarged to the working size. 0.1 is about the usual 256 of 286 pixels.
 */
public record SliceAugmentation(boolean flipX, boolean flipY, double crop) {

  /** Slices as they are. */
  public static final SliceAugmentation NONE = new SliceAugmentation(false, false, 0);

  /** Mirrored left and right, and cut to nine tenths. */
  public static final SliceAugmentation STANDARD = new SliceAugmentation(true, false, 0.1);

  public SliceAugmentation {
    Require.within(crop, 0, 0.5, "The share of a slice that a random crop may cut off");
  }

  /**
   * Changes one slice.
   *
   * @param random decides; the same state gives the same change
   * @param slice channels x size x size values
   * @param target receives as many values from {@code offset} on; another array than {@code slice}
   */
  void apply(RandomGenerator random, float[] slice, int size, float[] target, int offset) {
    boolean mirrorX = flipX && random.nextBoolean();
    boolean mirrorY = flipY && random.nextBoolean();
    double left = crop * size;
    Axis columns = Axis.of(size, left, left > 0 ? left * random.nextDouble() : 0, mirrorX);
    Axis rows = Axis.of(size, left, left > 0 ? left * random.nextDouble() : 0, mirrorY);
    int area = size * size;
    for (int i = 0; i < slice.length; i++) {
      int channel = i / area * area;
      int x = i % size;
      int y = i % area / size;
      int above = channel + rows.first[y] * size;
      int below = channel + rows.second[y] * size;
      float top = columns.between(slice, above, x);
      float bottom = columns.between(slice, below, x);
      target[offset + i] = top + rows.share[y] * (bottom - top);
    }
  }

  /** Linear interpolation along one axis: two pixels and the share of the second. */
  private record Axis(int[] first, int[] second, float[] share) {

    /**
     * @param cut pixels that are left out
     * @param start pixels of them that come before the crop
     */
    static Axis of(int size, double cut, double start, boolean mirror) {
      Axis axis = new Axis(new int[size], new int[size], new float[size]);
      double scale = (size - cut) / size;
      for (int i = 0; i < size; i++) {
        double place = start + (i + 0.5) * scale - 0.5;
        double inside = Math.min(size - 1.0, Math.max(0, place));
        int to = mirror ? size - 1 - i : i;
        axis.first[to] = (int) inside;
        axis.second[to] = Math.min(size - 1, axis.first[to] + 1);
        axis.share[to] = (float) (inside - axis.first[to]);
      }
      return axis;
    }

    float between(float[] slice, int row, int i) {
      float a = slice[row + first[i]];
      return a + share[i] * (slice[row + second[i]] - a);
    }
  }
}
