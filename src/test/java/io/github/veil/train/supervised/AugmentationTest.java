/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.supervised;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.core.RandomSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class AugmentationTest {

  /** Image 1 2 / 3 4, label 5 6 / 7 8. */
  private static final float[] PATCH = {1, 2, 3, 4, 5, 6, 7, 8};

  @Test
  void none_leavesPatchesAlone() {
    assertEquals(Set.of("[1.0, 2.0, 3.0, 4.0]"), images(Augmentation.NONE));
  }

  @Test
  void rotations_giveTheFourTurnsAndNoMirrorImage() {
    Set<String> turns =
        Set.of(
            "[1.0, 2.0, 3.0, 4.0]",
            "[3.0, 1.0, 4.0, 2.0]",
            "[4.0, 3.0, 2.0, 1.0]",
            "[2.0, 4.0, 1.0, 3.0]");
    assertEquals(turns, images(new Augmentation(false, true, 0)));
  }

  @Test
  void flips_giveTheFourMirrorImages() {
    Set<String> mirrored =
        Set.of(
            "[1.0, 2.0, 3.0, 4.0]",
            "[2.0, 1.0, 4.0, 3.0]",
            "[3.0, 4.0, 1.0, 2.0]",
            "[4.0, 3.0, 2.0, 1.0]");
    assertEquals(mirrored, images(new Augmentation(true, false, 0)));
  }

  @Test
  void flipsAndRotations_giveAllEightSymmetries() {
    assertEquals(8, images(new Augmentation(true, true, 0)).size());
  }

  @Test
  void shift_movesImageAndLabelAndLetsBackgroundIn() {
    float[] moved = new float[8];
    RandomGenerator random = RandomSource.seeded(1).generator("test", 0);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      new Augmentation(false, false, 1).apply(random, PATCH, 2, moved);
      seen.add(Arrays.toString(moved));
    }
    assertEquals(9, seen.size());
    assertTrue(seen.contains("[2.0, -1.0, 4.0, -1.0, 6.0, -1.0, 8.0, -1.0]"), seen.toString());
  }

  /** All images that occur; image and label must have changed alike. */
  private static Set<String> images(Augmentation augmentation) {
    RandomGenerator random = RandomSource.seeded(2).generator("test", 0);
    Set<String> seen = new HashSet<>();
    float[] changed = new float[8];
    for (int i = 0; i < 200; i++) {
      augmentation.apply(random, PATCH, 2, changed);
      float[] image = Arrays.copyOf(changed, 4);
      for (int k = 0; k < 4; k++) {
        changed[4 + k] -= 4;
      }
      assertArrayEquals(image, Arrays.copyOfRange(changed, 4, 8));
      seen.add(Arrays.toString(image));
    }
    return seen;
  }
}
