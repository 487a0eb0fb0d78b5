/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

import io.github.veil.core.Require;
import io.github.veil.evaluate.embedding.Points;

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
    Points.requireSameColumns(a, "The first set of features", b, "The second set of features");
  }
}
