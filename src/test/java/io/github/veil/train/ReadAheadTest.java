/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.core.RandomSource;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ReadAheadTest {

  private static final int COUNT = 50;
  private static final int LENGTH = 4 * 4;

  /** Patches whose every number is their index; remembers who read them. */
  private static class Numbered implements PatchSource {

    final ConcurrentLinkedQueue<Integer> readElsewhere = new ConcurrentLinkedQueue<>();
    final Thread owner = Thread.currentThread();

    @Override
    public int count() {
      return COUNT;
    }

    @Override
    public int size() {
      return 4;
    }

    @Override
    public int channels() {
      return 1;
    }

    @Override
    public void read(int index, float[] target, int offset) {
      Arrays.fill(target, offset, offset + LENGTH, index);
      if (Thread.currentThread() != owner) {
        readElsewhere.add(index);
      }
    }

    @Override
    public List<PatchRow> rows() {
      return List.of();
    }
  }

  private static BatchSampler shuffled() {
    return new ShuffledSampler(COUNT, 10, RandomSource.seeded(1));
  }

  private static int[] indices(BatchSampler sampler, long step) {
    return sampler.draw(step).stream().flatMapToInt(Arrays::stream).toArray();
  }

  @Test
  void drawAndRead_anySteps_giveWhatSamplerAndSourceGive() {
    PatchesAhead ahead = PatchesAhead.of(shuffled(), new Numbered());
    float[] pixels = new float[2 * LENGTH];
    for (long step : new long[] {3, 4, 5, 6, 2, 3, 11, 12}) {
      int[] drawn = indices(ahead.ahead(), step);
      assertArrayEquals(indices(shuffled(), step), drawn);
      for (int index = 0; index < COUNT; index++) {
        ahead.read(index, pixels, LENGTH);
        float[] expected = new float[LENGTH];
        Arrays.fill(expected, index);
        assertArrayEquals(expected, Arrays.copyOfRange(pixels, LENGTH, 2 * LENGTH));
      }
    }
    assertEquals(10, ahead.ahead().expectedUnits());
  }

  @Test
  void draw_startsToReadTheNextStepOnAnotherThread() throws InterruptedException {
    CountDownLatch read = new CountDownLatch(10);
    Numbered source =
        new Numbered() {
          @Override
          public void read(int index, float[] target, int offset) {
            super.read(index, target, offset);
            if (Thread.currentThread() != owner) {
              read.countDown();
            }
          }
        };
    PatchesAhead ahead = PatchesAhead.of(shuffled(), source);
    ahead.ahead().draw(0);
    assertTrue(read.await(10, TimeUnit.SECONDS));
    int[] next = indices(shuffled(), 1);
    assertArrayEquals(next, source.readElsewhere.stream().mapToInt(i -> i).toArray());
  }

  @Test
  void draw_patchThatCannotBeRead_saysSoWhenItsStepComes() {
    int broken = indices(shuffled(), 1)[0];
    Numbered source =
        new Numbered() {
          @Override
          public void read(int index, float[] target, int offset) {
            if (index == broken) {
              throw new IllegalStateException("The file was cut short.");
            }
            super.read(index, target, offset);
          }
        };
    PatchesAhead ahead = PatchesAhead.of(shuffled(), source);
    ahead.ahead().draw(0);
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> ahead.ahead().draw(1));
    assertEquals("The file was cut short.", e.getMessage());
  }

  @Test
  void close_whileTheNextStepIsRead_waitsForItsEndWhateverItIs() {
    AtomicBoolean ended = new AtomicBoolean();
    ReadAhead ahead =
        new ReadAhead(
            shuffled(),
            index -> {
              if (index == indices(shuffled(), 1)[0]) {
                pause(200);
                ended.set(true);
                throw new IllegalStateException("The file was cut short.");
              }
              return new float[0];
            });
    ahead.draw(0);
    ahead.close();
    assertTrue(ended.get());
  }

  private static void pause(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
