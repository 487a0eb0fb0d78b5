/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import io.github.veil.core.Require;
import java.util.stream.IntStream;

/**
 * A small matrix that is applied to vectors instead of numbers, each in an array of its own: with
 * the same index in all arrays Java's compiler vectorises the loops, with different ones it does
 * not. At most three numbers of a row are not 0.
 */
final class LinearMap {

  private static final int MOST_TERMS = 3;

  private final float[][] matrix;
  private final int[][] columns;

  /**
   * @param matrix rows, none of which is 0
   */
  LinearMap(float[]... matrix) {
    this.matrix = matrix;
    columns = new int[matrix.length][];
    for (int row = 0; row < matrix.length; row++) {
      float[] numbers = matrix[row];
      columns[row] = IntStream.range(0, numbers.length).filter(i -> numbers[i] != 0).toArray();
      Require.within(columns[row].length, 1, MOST_TERMS, "The number of terms in a row");
    }
  }

  LinearMap transposed() {
    float[][] other = new float[matrix[0].length][matrix.length];
    for (int row = 0; row < matrix.length; row++) {
      for (int column = 0; column < other.length; column++) {
        other[column][row] = matrix[row][column];
      }
    }
    return new LinearMap(other);
  }

  /**
   * Writes one vector of the image.
   *
   * @param row which one
   * @param n how many numbers of each vector
   */
  void write(int row, float[][] x, float[] y, int n) {
    int[] which = columns[row];
    float a = matrix[row][which[0]];
    float[] first = x[which[0]];
    if (which.length == 1) {
      scale(n, a, first, y);
      return;
    }
    float b = matrix[row][which[1]];
    float[] second = x[which[1]];
    if (which.length == 2) {
      combine(n, a, first, b, second, y);
    } else {
      combine(n, a, first, b, second, matrix[row][which[2]], x[which[2]], y);
    }
  }

  /** Writes all vectors of the image. */
  void write(float[][] x, float[][] y, int n) {
    for (int row = 0; row < matrix.length; row++) {
      write(row, x, y[row], n);
    }
  }

  /** Adds one vector's share to the images: as {@link #write} where all others are 0. */
  void add(int column, float[] x, float[][] y, int n) {
    for (int row = 0; row < matrix.length; row++) {
      if (matrix[row][column] != 0) {
        HostSums.add(n, matrix[row][column], x, y[row]);
      }
    }
  }

  private static void scale(int n, float a, float[] x, float[] y) {
    for (int i = 0; i < n; i++) {
      y[i] = a * x[i];
    }
  }

  private static void combine(int n, float a, float[] x, float b, float[] z, float[] y) {
    for (int i = 0; i < n; i++) {
      y[i] = a * x[i] + b * z[i];
    }
  }

  private static void combine(
      int n, float a, float[] x, float b, float[] z, float c, float[] v, float[] y) {
    for (int i = 0; i < n; i++) {
      y[i] = a * x[i] + b * z[i] + c * v[i];
    }
  }
}
