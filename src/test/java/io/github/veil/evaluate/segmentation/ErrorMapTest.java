/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.ImagePlus;
import io.github.veil.image.Geometry;
import org.junit.jupiter.api.Test;

class ErrorMapTest {

  @Test
  void of_everyCase_hasItsColourAndTheCalibration() {
    Mask truth = new Mask(2, 1, 2, new boolean[] {true, false, true, false});
    Mask prediction = new Mask(2, 1, 2, new boolean[] {true, true, false, false});
    Geometry geometry = Geometry.ofVoxelSize(0.5, 0.6, 0.7, "mm");
    ImagePlus map = ErrorMap.of(truth, prediction, geometry, "errors");
    assertEquals(24, map.getBitDepth());
    assertEquals("errors", map.getTitle());
    assertEquals(0.7, map.getCalibration().pixelDepth);
    assertEquals("mm", map.getCalibration().getUnit());
    assertRgb(map, 1, 0, 255, 0, 0);
    assertRgb(map, 1, 1, 0, 255, 0);
    assertRgb(map, 2, 0, 255, 255, 0);
    assertRgb(map, 2, 1, 0, 0, 0);
  }

  private static void assertRgb(ImagePlus map, int slice, int x, int r, int g, int b) {
    int[] rgb = map.getStack().getProcessor(slice).getPixel(x, 0, new int[3]);
    assertArrayEquals(new int[] {r, g, b}, rgb);
  }
}
