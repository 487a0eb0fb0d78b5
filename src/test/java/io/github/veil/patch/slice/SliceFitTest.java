/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch.slice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.patch.Plane;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SliceFitTest {

  private static SliceConfig config(int size, double pixelSize) {
    return new SliceConfig(Plane.AXIAL, 0, 0, size, pixelSize, 0, 0.05);
  }

  /** Half a period of a sine over the slice, in [-1, 1]. */
  private static float[] smooth(int width, int height) {
    float[] slice = new float[width * height];
    for (int i = 0; i < slice.length; i++) {
      double x = (i % width + 0.5) / width;
      double y = (i / width + 0.5) / height;
      slice[i] = (float) (Math.sin(Math.PI * x) * Math.sin(Math.PI * y));
    }
    return slice;
  }

  @Test
  void canvas_thickPixels_keepsTheAspectAndCentresTheSlice() {
    // 20 x 10 mm in 40 x 5 pixels: twice as wide as high.
    float[] ones = new float[40 * 5];
    Arrays.fill(ones, 1);
    float[] canvas = SliceFit.of(40, 5, 0.5, 2, config(32, 0)).canvas(ones);
    for (int i = 0; i < canvas.length; i++) {
      boolean inside = i / 32 >= 8 && i / 32 < 24;
      assertEquals(inside ? 1 : -1, canvas[i], 1e-6, "pixel " + i);
    }
  }

  @Test
  void slice_ofACanvas_isTheSliceAgain_forAnySizeAndPixels() {
    double[][] cases = {{64, 64, 1, 1}, {50, 64, 1, 1}, {181, 217, 1, 1}, {40, 30, 0.86, 2.4}};
    for (double[] c : cases) {
      int width = (int) c[0];
      int height = (int) c[1];
      SliceFit fit = SliceFit.of(width, height, c[2], c[3], config(64, 0));
      float[] slice = smooth(width, height);
      float[] back = fit.slice(fit.canvas(slice));
      assertArrayEquals(slice, back, 0.04f, width + " x " + height);
    }
  }

  @Test
  void slice_ofASliceAtTheNativePixelSize_isExactlyTheSlice() {
    float[] slice = smooth(90, 70);
    SliceFit fit = SliceFit.of(90, 70, 0.5, 0.5, config(32, 0.5));
    assertArrayEquals(slice, fit.slice(fit.canvas(slice)));
  }

  @Test
  void blend_ofUnchangedTiles_isTheCanvas_withoutSeams() {
    float[] slice = smooth(90, 70);
    SliceFit fit = SliceFit.of(90, 70, 1, 1, config(32, 1));
    assertEquals(12, fit.tiles());
    float[] canvas = fit.canvas(slice);
    float[] tiles = new float[fit.tiles() * 32 * 32];
    for (int i = 0; i < fit.tiles(); i++) {
      fit.cut(canvas, i, tiles, i * 32 * 32);
    }
    assertArrayEquals(canvas, fit.blend(tiles, 1)[0], 1e-6f);
  }

  /** Two tiles that disagree by a constant: the step between them is spread over the overlap. */
  @Test
  void blend_ofTilesThatDisagree_changesGraduallyFromOneToTheOther() {
    SliceFit fit = SliceFit.of(56, 32, 1, 1, config(32, 1));
    assertEquals(2, fit.tiles());
    float[] tiles = new float[2 * 32 * 32];
    Arrays.fill(tiles, 32 * 32, 2 * 32 * 32, 1);
    float[] row = fit.blend(tiles, 1)[0];
    assertEquals(0, row[20]);
    assertEquals(1, row[35]);
    for (int x = 1; x < 56; x++) {
      float step = row[x] - row[x - 1];
      assertTrue(step >= 0 && step < 0.2, "step " + step + " at " + x);
    }
  }
}
