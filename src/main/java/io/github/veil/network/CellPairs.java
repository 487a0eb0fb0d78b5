/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.nio.FloatBuffer;

/**
 * The cells of one example ({@link HostCells}) in tiles of three by three, which two windows by two
 * of two cells by two see, as {@link PairProducts} multiplies them. In host memory, with memory of
 * its own: for one thread.
 */
final class CellPairs {

  private static final int POINTS = PairProducts.POINTS;

  /** Along an axis: from cells to what is multiplied. */
  private static final LinearMap MAP =
      new LinearMap(new float[] {1, -1, 0}, new float[] {0, 1, 0}, new float[] {0, -1, 1});

  private final HostCells cells;
  private final int cellLength;
  private final int down;
  private final int across;

  /** The rows of cells that a row of tiles is made of. */
  private final float[][] rows;

  /** Their products with the map's rows. */
  private final float[][] half;

  /** The same once more for every place of a tile's row. */
  private final float[][] columns;

  private final float[] line;

  /**
   * @param down tiles one below the other
   * @param across tiles side by side
   */
  CellPairs(HostCells cells, int down, int across) {
    this.cells = cells;
    this.cellLength = cells.cellLength();
    this.down = down;
    this.across = across;
    int length = (2 * across + 1) * cellLength;
    this.rows = new float[POINTS][length];
    this.half = new float[POINTS][length];
    this.columns = new float[POINTS][across * cellLength];
    this.line = new float[across * cellLength];
  }

  /**
   * Lays the cells out.
   *
   * @param wide [channels, height, width]
   * @param target [products, tiles, cell]
   */
  void write(FloatBuffer wide, FloatBuffer target) {
    cells.read(wide);
    cells.pickCells(0, rows[0]);
    for (int row = 0; row < down; row++) {
      cells.pickCells(2 * row + 1, rows[1]);
      cells.pickCells(2 * row + 2, rows[2]);
      MAP.write(rows, half, half[0].length);
      for (int i = 0; i < POINTS; i++) {
        writeLines(half[i], i * POINTS * down + row, target);
      }
      float[] shared = rows[2];
      rows[2] = rows[0];
      rows[0] = shared;
    }
  }

  /**
   * @param row number of the line, among those of all products, that gets the first point's
   */
  private void writeLines(float[] values, int row, FloatBuffer target) {
    for (int j = 0; j < POINTS; j++) {
      for (int tile = 0; tile < across; tile++) {
        int from = (2 * tile + j) * cellLength;
        System.arraycopy(values, from, columns[j], tile * cellLength, cellLength);
      }
    }
    for (int j = 0; j < POINTS; j++) {
      MAP.write(j, columns, line, line.length);
      target.put((row + j * down) * line.length, line);
    }
  }
}
