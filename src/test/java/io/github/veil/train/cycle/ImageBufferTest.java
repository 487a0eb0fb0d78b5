/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.veil.core.RandomSource;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ImageBufferTest {

  /** Image {@code i} is all i: an image leaves once and at most once, and half are fresh. */
  @Test
  void exchange_full_showsFreshOnesHalfOfTheTimeAndEveryImageAtMostTwice() {
    RandomGenerator random = RandomSource.seeded(4).generator("buffer", 0);
    int capacity = 10;
    int fresh = 0;
    Set<Float> seen = new HashSet<>();
    try (ImageBuffer buffer = new ImageBuffer(capacity, 4)) {
      for (int i = 0; i < 1000; i++) {
        INDArray image = Nd4j.valueArrayOf(new long[] {1, 1, 2, 2}, (float) i);
        boolean replaced = buffer.exchange(image, random);
        float shown = image.getFloat(0, 0, 1, 1);
        assertEquals(replaced, shown != i);
        fresh += replaced ? 0 : 1;
        if (i < capacity) {
          assertFalse(replaced);
        } else {
          assertEquals(true, replaced ? shown < i : seen.add(shown));
        }
      }
      assertEquals(capacity, buffer.count());
    }
    // 990 fair coins: beyond 4 deviations once in 16,000 times.
    assertEquals(10 + 990 / 2.0, fresh, 4 * Math.sqrt(990) / 2);
  }
}
