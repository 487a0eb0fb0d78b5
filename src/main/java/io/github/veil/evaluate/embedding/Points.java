/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.embedding;

import io.github.veil.core.Progress;
import io.github.veil.core.Require;
import java.util.concurrent.CancellationException;

/** Rows of numbers as points, with Euclidean distance. */
public final class Points {

  private Points() {}

  /**
   * Throws unless {@code rows} is a matrix of finite numbers with at least one row and column.
   *
   * @param name what the matrix is, to begin the sentence with, for instance "The training set"
   * @return the number of columns
   */
  public static int requireMatrix(double[][] rows, String name) {
    Require.that(rows.length > 0 && rows[0].length > 0, "%s is empty.", name);
    int columns = rows[0].length;
    for (int i = 0; i < rows.length; i++) {
      Require.that(
          rows[i].length == columns,
          "%s has %d columns in row 1, but %d in row %d; every row needs the same features.",
          name,
          columns,
          rows[i].length,
          i + 1);
      for (int j = 0; j < columns; j++) {
        Require.that(
            Double.isFinite(rows[i][j]),
            "%s has the value %s in row %d, column %d; features must be finite numbers.",
            name,
            rows[i][j],
            i + 1,
            j + 1);
      }
    }
    return columns;
  }

  /**
   * Throws unless both matrices are sound and have the same columns.
   *
   * @param name what {@code rows} is, to begin the sentence with
   */
  public static void requireSameColumns(
      double[][] rows, String name, double[][] others, String otherName) {
    int columns = requireMatrix(rows, name);
    int otherColumns = requireMatrix(others, otherName);
    Require.that(
        columns == otherColumns,
        "%s has %d features, but %s has %d; both must come from the same encoder.",
        name,
        columns,
        otherName.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + otherName.substring(1),
        otherColumns);
  }

  /** Sum of squared differences: exactly 0 for copies, and the same either way round. */
  public static double squaredDistance(double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int d = 0;
    for (; d + 3 < a.length; d += 4) {
      double d0 = a[d] - b[d];
      double d1 = a[d + 1] - b[d + 1];
      double d2 = a[d + 2] - b[d + 2];
      double d3 = a[d + 3] - b[d + 3];
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    for (; d < a.length; d++) {
      s0 += (a[d] - b[d]) * (a[d] - b[d]);
    }
    return s0 + s1 + (s2 + s3);
  }

  /** Throws when the user asked to stop. */
  static void requireRunning(Progress progress) {
    if (progress.isCanceled()) {
      throw new CancellationException("The embedding was cancelled; there is no result.");
    }
  }
}
