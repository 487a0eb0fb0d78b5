/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.nio.FloatBuffer;
import java.util.Arrays;

/** The wide image of a window layer as tiles. With memory of its own: for one thread. */
final class WideTiles {

  private static final int POINTS = Tiling.POINTS;

  private final Tiling tiling;
  private final int area;
  private final Planes image;

  /** Values of the wide pixels side by side that one narrow pixel adds. */
  private final int group;

  private final int line;

  /**
   * The last rows of the padded image, each as four lines: its pixels at one point of all tiles.
   */
  private final float[][][] rows;

  private final float[][] half;
  private final float[][] products;
  private final float[] shifted;

  WideTiles(Tiling tiling) {
    this.tiling = tiling;
    this.area = tiling.height() * tiling.width();
    this.image = new Planes(tiling.channels(), area);
    this.group = tiling.stride() * tiling.channels();
    this.line = tiling.across() * group;
    this.rows = new float[tiling.stride() * POINTS][POINTS][line];
    this.half = new float[POINTS][line];
    this.products = new float[POINTS][line];
    this.shifted = new float[line];
  }

  /**
   * Lays an image out.
   *
   * @param wide [batch, c, h, w]
   * @param target [products, all tiles, depth]
   * @param firstTile the image's first tile among all
   */
  void read(FloatBuffer wide, int example, FloatBuffer target, int firstTile, int allTiles) {
    image.read(wide, example * tiling.channels() * area, area, area);
    int next = 0;
    for (int down = 0; down < tiling.down(); down++) {
      int top = down * tiling.step();
      for (; next < top + rows.length; next++) {
        readRow(next);
      }
      int tile = firstTile + down * tiling.across();
      for (int i = 0; i < POINTS; i++) {
        for (int phase = 0; phase < tiling.stride(); phase++) {
          for (int d = 0; d < POINTS; d++) {
            Tiling.PIXELS.write(i, column(top + phase, d), half[d], line);
          }
          Tiling.PIXELS.write(half, products, line);
          for (int j = 0; j < POINTS; j++) {
            put(products[j], target, (i * POINTS + j) * allTiles + tile, phase);
          }
        }
      }
    }
  }

  private void put(float[] values, FloatBuffer target, int tile, int phase) {
    int to = tile * tiling.depth() + phase * group;
    for (int tx = 0; tx < tiling.across(); tx++) {
      target.put(to + tx * tiling.depth(), values, tx * group, group);
    }
  }

  private void get(FloatBuffer source, int tile, int phase, float[] values) {
    int from = tile * tiling.depth() + phase * group;
    for (int tx = 0; tx < tiling.across(); tx++) {
      source.get(from + tx * tiling.depth(), values, tx * group, group);
    }
  }

  /** The lines of the rows of one phase, from the row {@code first} down. */
  private float[][] column(int first, int d) {
    float[][] column = new float[POINTS][];
    for (int i = 0; i < POINTS; i++) {
      column[i] = rows[(first + i * tiling.stride()) % rows.length][d];
    }
    return column;
  }

  private void readRow(int padded) {
    float[][] row = rows[padded % rows.length];
    int y = padded - tiling.padding();
    if (y < 0 || y >= tiling.height()) {
      clear(row);
      return;
    }
    int outputs = tiling.outputs();
    for (int d = 0; d < POINTS; d++) {
      int known = d < outputs ? 0 : tiling.across() - 1;
      if (known > 0) {
        System.arraycopy(row[d - outputs], group, row[d], 0, known * group);
      }
      for (int tx = known; tx < tiling.across(); tx++) {
        readGroup(y, firstX(tx, d), row[d], tx * group);
      }
    }
  }

  private int firstX(int tx, int d) {
    return tx * tiling.step() + d * tiling.stride() - tiling.padding();
  }

  private void readGroup(int y, int firstX, float[] target, int to) {
    for (int phase = 0; phase < tiling.stride(); phase++) {
      int x = firstX + phase;
      int start = to + phase * tiling.channels();
      if (x < 0 || x >= tiling.width()) {
        Arrays.fill(target, start, start + tiling.channels(), 0);
      } else {
        image.getPixel(y * tiling.width() + x, target, start);
      }
    }
  }

  /**
   * The adjoint of {@link #read}: adds the tiles up where they overlap.
   *
   * @param source [products, all tiles, depth]
   * @param wide [batch, c, h, w], receives the image
   */
  void write(FloatBuffer source, int firstTile, int allTiles, FloatBuffer wide, int example) {
    for (float[][] row : rows) {
      clear(row);
    }
    int next = 0;
    for (int down = 0; down < tiling.down(); down++) {
      int top = down * tiling.step();
      int tile = firstTile + down * tiling.across();
      for (int i = 0; i < POINTS; i++) {
        for (int phase = 0; phase < tiling.stride(); phase++) {
          for (int j = 0; j < POINTS; j++) {
            get(source, (i * POINTS + j) * allTiles + tile, phase, products[j]);
          }
          Tiling.PIXELS_ADJOINT.write(products, half, line);
          for (int d = 0; d < POINTS; d++) {
            Tiling.PIXELS_ADJOINT.add(i, half[d], column(top + phase, d), line);
          }
        }
      }
      boolean isLast = down == tiling.down() - 1;
      for (; next < top + (isLast ? rows.length : tiling.step()); next++) {
        writeRow(next);
      }
    }
    image.write(wide, example * tiling.channels() * area, area, area);
  }

  private void writeRow(int padded) {
    float[][] row = rows[padded % rows.length];
    int y = padded - tiling.padding();
    if (y >= 0 && y < tiling.height()) {
      addShared(row);
      for (int d = 0; d < POINTS; d++) {
        int tx = d < tiling.outputs() ? 0 : tiling.across() - 1;
        for (; tx < tiling.across(); tx++) {
          writeGroup(y, firstX(tx, d), row[d], tx * group);
        }
      }
    }
    clear(row);
  }

  /** Adds what a tile has at its last points to the first points of the next one. */
  private void addShared(float[][] row) {
    int others = (tiling.across() - 1) * group;
    for (int d = tiling.outputs(); d < POINTS; d++) {
      System.arraycopy(row[d], 0, shifted, group, others);
      Arrays.fill(shifted, 0, group, 0);
      HostSums.add(line, 1, shifted, row[d - tiling.outputs()]);
    }
  }

  private void writeGroup(int y, int firstX, float[] source, int from) {
    for (int phase = 0; phase < tiling.stride(); phase++) {
      int x = firstX + phase;
      if (x >= 0 && x < tiling.width()) {
        image.setPixel(y * tiling.width() + x, source, from + phase * tiling.channels());
      }
    }
  }

  private static void clear(float[][] row) {
    for (float[] values : row) {
      Arrays.fill(values, 0);
    }
  }
}
