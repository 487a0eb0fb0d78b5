/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.supervised;

import io.github.veil.core.Require;
import java.util.random.RandomGenerator;

/**
 * What training does to a patch at random, to image and label alike. Nothing is interpolated.
 *
 * @param flips mirror along x, along y, or both, each with probability 1/2
 * @param rotations turn by 0, 90, 180 or 270 degrees, each with probability 1/4
 * @param maxShift move by up to this many pixels along x and y; what comes in is background (-1)
 */
public record Augmentation(boolean flips, boolean rotations, int maxShift) {

  /** Patches as they are. */
  public static final Augmentation NONE = new Augmentation(false, false, 0);

  /** Flips, rotations and shifts of up to 4 pixels. */
  public static final Augmentation STANDARD = new Augmentation(true, true, 4);

  private static final float BACKGROUND = -1;

  public Augmentation {
    Require.within(maxShift, 0, 1024, "The largest shift in pixels");
  }

  /**
   * Changes one patch.
   *
   * @param random decides; the same state gives the same change
   * @param patch channels * size * size values, order channel, y, x
   * @param target receives as many values; another array than {@code patch}
   */
  void apply(RandomGenerator random, float[] patch, int size, float[] target) {
    boolean transpose = rotations && random.nextBoolean();
    boolean mirrorX = mirrors(random);
    boolean mirrorY = mirrors(random);
    if (rotations && !flips) {
      // A rotation is a transposition with one mirror, or none with two mirrors or none.
      mirrorY = transpose != mirrorX;
    }
    int shiftX = maxShift == 0 ? 0 : random.nextInt(-maxShift, maxShift + 1);
    int shiftY = maxShift == 0 ? 0 : random.nextInt(-maxShift, maxShift + 1);
    int area = size * size;
    for (int i = 0; i < patch.length; i++) {
      int x = i % size + shiftX;
      int y = i % area / size + shiftY;
      if (x < 0 || y < 0 || x >= size || y >= size) {
        target[i] = BACKGROUND;
        continue;
      }
      int column = mirrorX ? size - 1 - x : x;
      int row = mirrorY ? size - 1 - y : y;
      int from = transpose ? column * size + row : row * size + column;
      target[i] = patch[i / area * area + from];
    }
  }

  private boolean mirrors(RandomGenerator random) {
    return (flips || rotations) && random.nextBoolean();
  }
}
