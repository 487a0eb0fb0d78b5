/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.report;

import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import io.github.veil.core.Require;
import io.github.veil.patch.PatchSource;
import java.awt.Color;
import java.util.List;

/** Patches side by side, in rows, with the outline of their labels in colour. */
public final class PatchMontage {

  private static final int GAP = 2;
  private static final int LABEL = new Color(0xE6, 0x9F, 0x00).getRGB();

  private PatchMontage() {}

  /**
   * One row of a montage.
   *
   * @param source where the patches come from
   * @param indices 0-based, from left to right
   */
  public record Row(PatchSource source, int[] indices) {}

  /** The montage as PNG, each pixel enlarged {@code scale} times; intensities -1 … 1 as 0 … 255. */
  public static byte[] png(List<Row> rows, int scale) {
    Require.that(!rows.isEmpty(), "A montage needs at least one row of patches.");
    int size = rows.get(0).source().size();
    int columns = rows.stream().mapToInt(row -> row.indices().length).max().orElseThrow();
    int pitch = size * scale + GAP;
    ColorProcessor canvas = new ColorProcessor(columns * pitch - GAP, rows.size() * pitch - GAP);
    canvas.setColor(Color.WHITE);
    canvas.fill();
    for (int y = 0; y < rows.size(); y++) {
      Row row = rows.get(y);
      for (int x = 0; x < row.indices().length; x++) {
        canvas.insert(tile(row.source(), row.indices()[x], size * scale), x * pitch, y * pitch);
      }
    }
    return Plots.png(canvas);
  }

  private static ColorProcessor tile(PatchSource source, int index, int width) {
    int size = source.size();
    int area = size * size;
    float[] pixels = new float[source.channels() * area];
    source.read(index, pixels, 0);
    ByteProcessor grey = new ByteProcessor(size, size);
    for (int i = 0; i < area; i++) {
      grey.set(i, Math.round(Math.max(0, Math.min(255, (pixels[i] + 1) * 127.5f))));
    }
    ColorProcessor tile = grey.resize(width, width).convertToColorProcessor();
    if (source.channels() > 1) {
      outline(tile, pixels, area, size, width);
    }
    return tile;
  }

  /** Marks pixels of the foreground that touch the background. */
  private static void outline(ColorProcessor tile, float[] pixels, int area, int size, int width) {
    for (int y = 1; y < width - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        if (isForeground(pixels, area, size, width, x, y)
            && !(isForeground(pixels, area, size, width, x - 1, y)
                && isForeground(pixels, area, size, width, x + 1, y)
                && isForeground(pixels, area, size, width, x, y - 1)
                && isForeground(pixels, area, size, width, x, y + 1))) {
          tile.set(x, y, LABEL);
        }
      }
    }
  }

  private static boolean isForeground(float[] pixels, int area, int size, int width, int x, int y) {
    return pixels[area + y * size / width * size + x * size / width] > 0;
  }
}
