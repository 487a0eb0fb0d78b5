/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.core.RandomSource;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SliceAugmentationTest {

  private static final int SIZE = 16;

  private final RandomGenerator random = RandomSource.seeded(2).generator("augmentation", 0);

  @Test
  void none_keepsTheSlice() {
    float[] slice = ramp(2);
    assertArrayEquals(slice, apply(SliceAugmentation.NONE, slice));
  }

  @Test
  void flipX_mirrorsHalfOfTheSlices_allChannelsAlike() {
    float[] slice = ramp(2);
    int mirrored = 0;
    for (int i = 0; i < 400; i++) {
      float[] result = apply(new SliceAugmentation(true, false, 0), slice);
      boolean mirror = result[0] != slice[0];
      mirrored += mirror ? 1 : 0;
      for (int j = 0; j < slice.length; j++) {
        int from = mirror ? j / SIZE * SIZE + SIZE - 1 - j % SIZE : j;
        assertEquals(slice[from], result[j]);
      }
    }
    // 400 fair coins: beyond 4 deviations once in 16,000 times.
    assertEquals(200, mirrored, 40);
  }

  /** A linear image stays linear: its steps shrink by the share that is kept. */
  @Test
  void crop_enlargesARandomPart() {
    float[] slice = ramp(1);
    double smallest = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < 200; i++) {
      float[] result = apply(new SliceAugmentation(false, false, 0.25), slice);
      int middle = SIZE / 2 * SIZE + SIZE / 2;
      assertEquals(0.75, result[middle + 1] - result[middle], 1e-4);
      assertEquals(0.75 * 100, result[middle + SIZE] - result[middle], 1e-2);
      double corner = result[0];
      smallest = Math.min(smallest, corner);
      largest = Math.max(largest, corner);
    }
    assertTrue(smallest < 60 && largest > 340, smallest + " to " + largest);
  }

  private float[] apply(SliceAugmentation augmentation, float[] slice) {
    float[] target = new float[slice.length];
    augmentation.apply(random, slice, SIZE, target, 0);
    return target;
  }

  /** x + 100 y + 10000 channel. */
  private static float[] ramp(int channels) {
    float[] slice = new float[channels * SIZE * SIZE];
    for (int i = 0; i < slice.length; i++) {
      slice[i] = i % SIZE + 100 * (i / SIZE % SIZE) + 10000 * (i / (SIZE * SIZE));
    }
    return slice;
  }
}
