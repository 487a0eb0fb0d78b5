/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch.slice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import io.github.veil.core.Progress;
import io.github.veil.image.IntensityScaling;
import io.github.veil.patch.Plane;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SliceSetTest {

  private static final int SIZE = 32;
  private static final IntensityScaling RANGE = IntensityScaling.ofRange(0, 100);

  /** Slice z (from 0) of channel c has the value z + 50 c everywhere, but 0 where z is empty. */
  private static ScanSource scan(String id, int depth, int channels, int... empty) {
    ImageStack stack = new ImageStack(SIZE, SIZE);
    for (int z = 0; z < depth; z++) {
      int slice = z;
      boolean blank = IntStream.of(empty).anyMatch(e -> e == slice);
      for (int c = 0; c < channels; c++) {
        float[] pixels = new float[SIZE * SIZE];
        Arrays.fill(pixels, blank ? 0 : 20 + z + 50 * c);
        stack.addSlice("", pixels);
      }
    }
    ImagePlus image = new ImagePlus(id, stack);
    image.setDimensions(channels, depth, 1);
    return new ScanSource(id, () -> image);
  }

  private static SliceConfig config(int first, int last, int neighbours) {
    return new SliceConfig(Plane.AXIAL, first, last, SIZE, 0, neighbours, 0.05);
  }

  private static SliceSet collect(SliceConfig config, ScanSource... scans) {
    return new SliceCollector(config, RANGE).collect("X", List.of(scans), Progress.NONE);
  }

  /** The first pixel of each channel of an image, in the scans' intensities. */
  private static double[] values(SliceSet set, int index) {
    float[] image = new float[set.channels() * SIZE * SIZE];
    set.read(index, image);
    return IntStream.range(0, set.channels())
        .mapToDouble(c -> Math.round((image[c * SIZE * SIZE] + 1) * 50 * 100) / 100.0)
        .toArray();
  }

  @Test
  void collect_emptySlices_areLeftOutAndTheOthersKeepTheirPatient() {
    SliceSet set = collect(config(0, 0, 0), scan("A", 4, 1, 0, 2), scan("B", 2, 1));
    assertEquals(4, set.count());
    assertEquals(2, set.scans());
    assertArrayEquals(new double[] {21}, values(set, 0));
    assertArrayEquals(new double[] {23}, values(set, 1));
    assertEquals("A", set.patient(1));
    assertEquals("B", set.patient(2));
  }

  @Test
  void read_neighboursAndChannels_areChannelByChannelAndRepeatTheEnds() {
    SliceSet set = collect(config(0, 0, 1), scan("A", 3, 2));
    assertEquals(6, set.channels());
    assertArrayEquals(new double[] {20, 20, 21, 70, 70, 71}, values(set, 0));
    assertArrayEquals(new double[] {21, 22, 22, 71, 72, 72}, values(set, 2));
  }

  @Test
  void collect_range_takesTheseSlicesOnly_butSeesTheirNeighbours() {
    SliceSet set = collect(config(2, 3, 1), scan("A", 5, 1));
    assertEquals(2, set.count());
    assertArrayEquals(new double[] {20, 21, 22}, values(set, 0));
    assertArrayEquals(new double[] {21, 22, 23}, values(set, 1));
  }

  @Test
  void collect_scansThatCannotBeUsed_areNamedAndTheOthersGoOn() {
    ScanSource broken =
        new ScanSource(
            "broken",
            () -> {
              throw new IOException("Cannot read it.");
            });
    SliceCollector collector = new SliceCollector(config(0, 0, 0), RANGE);
    SliceSet set =
        collector.collect(
            "X",
            List.of(scan("A", 2, 1), broken, scan("dark", 2, 1, 0, 1), scan("C", 2, 2)),
            Progress.NONE);
    assertEquals(2, set.count());
    assertEquals(3, collector.leftOut().size());
    assertEquals("Patient broken of X: Cannot read it.", collector.leftOut().get(0));
    assertTrue(collector.leftOut().get(1).contains("no slice with enough content"));
    assertTrue(collector.leftOut().get(2).contains("has 2 channels"));
  }

  @Test
  void collect_nothingUsable_saysTheFirstProblem() {
    SliceConfig few = config(7, 0, 0);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> collect(few, scan("A", 3, 1)));
    assertTrue(e.getMessage().contains("has 3 slices in the axial plane"), e.getMessage());
  }

  @Test
  void collect_cancelled_stops() {
    Progress canceled =
        new Progress() {
          @Override
          public void report(long done, long total, String message) {}

          @Override
          public boolean isCanceled() {
            return true;
          }
        };
    SliceCollector collector = new SliceCollector(config(0, 0, 0), RANGE);
    assertThrows(
        CancellationException.class,
        () -> collector.collect("X", List.of(scan("A", 2, 1)), canceled));
  }
}
