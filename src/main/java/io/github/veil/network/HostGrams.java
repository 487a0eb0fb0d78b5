/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The sum of the entrywise product of two Gram matrices: that of narrow pixels, and that of the
 * windows they see. Windows whose size is {@code reach} times their stride are made of cells, a
 * stride high and wide, which they share with their neighbours; the Gram matrix of windows is a sum
 * over {@code reach} squared places of that of the cells, moved along its diagonal.
 */
final class HostGrams {

  /** Sums that run side by side, as Java vectorises them. */
  private static final int LANES = 1 << 8;

  /** Terms of each before they are added in double: few, so that it is exact. */
  private static final int MOST_TERMS = 1 << 8;

  private final int rows;
  private final int columns;
  private final int cellColumns;
  private final int cells;
  private final int reach;
  private final float[] narrow;
  private final float[] onCells;
  private final float[] wide;
  private final float[] lanes = new float[LANES];

  /**
   * @param rows rows of windows
   * @param columns columns of windows
   * @param reach how many cells a window has along an axis
   */
  HostGrams(int rows, int columns, int reach) {
    this.rows = rows;
    this.columns = columns;
    this.reach = reach;
    cellColumns = columns + reach - 1;
    cells = (rows + reach - 1) * cellColumns;
    int windows = rows * columns;
    narrow = new float[windows * windows];
    onCells = new float[cells * cells];
    wide = new float[cells * cells];
  }

  /**
   * @param ofNarrow [rows * columns, rows * columns]
   * @param ofCells [cells, cells], cells in rows of {@code columns + reach - 1}
   */
  double product(FloatBuffer ofNarrow, FloatBuffer ofCells) {
    ofNarrow.get(0, narrow);
    ofCells.get(0, wide);
    placeOnCells();
    double sum = 0;
    int block = LANES * Math.max(1, MOST_TERMS / (reach * reach));
    for (int start = 0; start < onCells.length; start += block) {
      sum += product(start, Math.min(onCells.length, start + block));
    }
    return sum;
  }

  /** Gives every window the place of its first cell; what is 0 there stays so. */
  private void placeOnCells() {
    int from = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int to = (row * cellColumns + column) * cells;
        for (int other = 0; other < rows; other++) {
          System.arraycopy(narrow, from, onCells, to + other * cellColumns, columns);
          from += columns;
        }
      }
    }
  }

  /** The products of the values of the narrow matrix from {@code start} to {@code end}. */
  private double product(int start, int end) {
    Arrays.fill(lanes, 0);
    for (int i = start; i < end; i += LANES) {
      for (int e = 0; e < reach; e++) {
        for (int f = 0; f < reach; f++) {
          int other = i + (e * cellColumns + f) * (cells + 1);
          addProducts(i, other, Math.min(Math.min(LANES, end - i), wide.length - other));
        }
      }
    }
    double total = 0;
    for (float lane : lanes) {
      total += lane;
    }
    return total;
  }

  private void addProducts(int from, int fromWide, int n) {
    for (int i = 0; i < n; i++) {
      lanes[i] += onCells[from + i] * wide[fromWide + i];
    }
  }
}
