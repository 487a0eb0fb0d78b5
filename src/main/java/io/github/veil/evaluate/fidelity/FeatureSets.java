/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

import io.github.veil.core.Require;

/** What every comparison of two sets of features asks of them. */
final class FeatureSets {

  private FeatureSets() {}

  /**
   * Throws unless both have at least {@code minRows} rows, the same number of columns, and finite
   * values only.
   */
  static void requireComparable(double[][] a, double[][] b, int minRows) {
    Require.that(
        a.length >= minRows && b.length >= minRows,
        "Each set of features must have at least %d rows, but they have %d and %d; take more"
            + " images.",
        minRows,
        a.length,
        b.length);
    int columns = a[0].length;
    Require.that(columns > 0, "The sets of features have no columns; give at least one.");
    requireRows(a, columns, "first");
    requireRows(b, columns, "second");
  }

  private static void requireRows(double[][] x, int columns, String which) {
    for (int i = 0; i < x.length; i++) {
      Require.that(
          x[i].length == columns,
          "Row %d of the %s set of features has %d columns instead of %d; both sets must come from"
              + " the same encoder.",
          i + 1,
          which,
          x[i].length,
          columns);
      int bad = firstNotFinite(x[i]);
      Require.that(
          bad < 0,
          "Row %d, column %d of the %s set of features is %s; it must be a finite number.",
          i + 1,
          bad + 1,
          which,
          bad < 0 ? 0 : x[i][bad]);
    }
  }

  private static int firstNotFinite(double[] row) {
    for (int j = 0; j < row.length; j++) {
      if (!Double.isFinite(row[j])) {
        return j;
      }
    }
    return -1;
  }
}
