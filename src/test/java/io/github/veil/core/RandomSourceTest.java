/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RandomSourceTest {

  private static long[] draw(RandomSource source, String purpose, long index) {
    RandomGenerator generator = source.generator(purpose, index);
    long[] values = new long[3000];
    Arrays.setAll(values, i -> generator.nextLong());
    return values;
  }

  @Test
  void generator_samePurposeAndIndex_repeatsItself() {
    assertArrayEquals(
        draw(RandomSource.seeded(7), "noise", 3), draw(RandomSource.seeded(7), "noise", 3));
  }

  @Test
  void generator_otherPurposeIndexOrSeed_givesOtherNumbers() {
    long first = draw(RandomSource.seeded(7), "noise", 3)[0];
    assertNotEquals(first, draw(RandomSource.seeded(7), "latent", 3)[0]);
    assertNotEquals(first, draw(RandomSource.seeded(7), "noise", 4)[0]);
    assertNotEquals(first, draw(RandomSource.seeded(8), "noise", 3)[0]);
    assertNotEquals(first, draw(RandomSource.seeded(7).split("a"), "noise", 3)[0]);
  }

  @Test
  void restored_secureKey_continuesTheSameStreams() {
    RandomSource source = RandomSource.secure();
    RandomSource restored = RandomSource.restored(source.key(), true);
    assertTrue(restored.isSecure());
    assertFalse(RandomSource.seeded(1).isSecure());
    assertArrayEquals(draw(source, "noise", 9), draw(restored, "noise", 9));
  }

  @Test
  void nextLongs_anyCounts_giveWhatNextLongGives() {
    long[] expected = draw(RandomSource.seeded(7), "noise", 3);
    KeyStream stream = RandomSource.seeded(7).generator("noise", 3);
    long[] actual = new long[expected.length];
    int done = 0;
    for (int count : new int[] {1, 0, 1022, 1, 1500, 200, 270}) {
      long[] part = new long[count];
      stream.nextLongs(part, count);
      System.arraycopy(part, 0, actual, done, count);
      done += count;
      if (done < actual.length) {
        actual[done++] = stream.nextLong();
      }
    }
    assertEquals(expected.length, done);
    assertArrayEquals(expected, actual);
  }

  @Test
  void nextLong_manyDraws_hasFairBits() {
    // 3,000 longs, 192,000 fair bits: six standard deviations are 1,314 bits (false alarm 2e-9).
    long ones = Arrays.stream(draw(RandomSource.seeded(1), "bits", 0)).map(Long::bitCount).sum();
    assertEquals(96_000, ones, 1_314);
  }
}
