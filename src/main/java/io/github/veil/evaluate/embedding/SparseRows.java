/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.embedding;

import java.util.Arrays;

/**
 * A square sparse matrix A beside its transposed, over the entries at which either is stored.
 *
 * @param starts row i holds the entries starts[i] … starts[i + 1] - 1
 * @param columns column of each entry, ascending within a row
 * @param values A of each entry, 0 where only the transposed is stored
 * @param transposed A' of each entry
 */
record SparseRows(int[] starts, int[] columns, double[] values, double[] transposed) {

  /**
   * @param indices [row][entry], distinct columns within a row
   * @param weights [row][entry]
   */
  static SparseRows withTransposed(int[][] indices, double[][] weights) {
    int n = indices.length;
    int[] ends = new int[n + 1];
    for (int i = 0; i < n; i++) {
      ends[i + 1] += indices[i].length;
      for (int j : indices[i]) {
        ends[j + 1]++;
      }
    }
    for (int i = 0; i < n; i++) {
      ends[i + 1] += ends[i];
    }
    long[] keys = new long[ends[n]];
    int[] next = Arrays.copyOf(ends, n);
    for (int i = 0; i < n; i++) {
      for (int e = 0; e < indices[i].length; e++) {
        int j = indices[i][e];
        keys[next[i]++] = key(j, e, false);
        keys[next[j]++] = key(i, e, true);
      }
    }
    return merged(keys, ends, weights);
  }

  /** Sorts by column; the two halves of an entry then lie side by side. */
  private static long key(int column, int entry, boolean transposed) {
    return (long) column << 32 | (long) entry << 1 | (transposed ? 1 : 0);
  }

  private static SparseRows merged(long[] keys, int[] ends, double[][] weights) {
    int n = ends.length - 1;
    int[] starts = new int[n + 1];
    int[] columns = new int[keys.length];
    double[] values = new double[keys.length];
    double[] transposed = new double[keys.length];
    int size = 0;
    for (int i = 0; i < n; i++) {
      Arrays.sort(keys, ends[i], ends[i + 1]);
      for (int e = ends[i]; e < ends[i + 1]; e++) {
        int column = (int) (keys[e] >>> 32);
        int entry = (int) keys[e] >>> 1;
        if (size == starts[i] || columns[size - 1] != column) {
          columns[size++] = column;
        }
        if ((keys[e] & 1) == 0) {
          values[size - 1] = weights[i][entry];
        } else {
          transposed[size - 1] = weights[column][entry];
        }
      }
      starts[i + 1] = size;
    }
    return new SparseRows(
        starts,
        Arrays.copyOf(columns, size),
        Arrays.copyOf(values, size),
        Arrays.copyOf(transposed, size));
  }
}
