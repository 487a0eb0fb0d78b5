/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

import java.util.stream.IntStream;

/**
 * The kernel distance KID (Binkowski et al. 2018): the squared maximum mean discrepancy of two sets
 * of features under the kernel {@code (x.y / d + 1)^3}, over the whole sets, without subsets.
 *
 * @param unbiased the usual estimate; may be negative, and is negative for two identical sets
 * @param biased with the diagonals, divided by m^2 and n^2; 0 for identical sets
 */
public record KernelDistance(double unbiased, double biased) {

  private record Sums(double all, double diagonal) {}

  /**
   * @param a features, rows are images; at least 2 rows
   * @param b features with the same columns; at least 2 rows
   * @throws IllegalArgumentException if the columns differ or a value is not finite
   */
  public static KernelDistance of(double[][] a, double[][] b) {
    FeatureSets.requireComparable(a, b, 2);
    double m = a.length;
    double n = b.length;
    RowPairs setB = new RowPairs(b);
    Sums aa = within(a, new RowPairs(a));
    Sums bb = within(b, setB);
    double ab = between(a, setB);
    double unbiased =
        (aa.all - aa.diagonal) / (m * (m - 1))
            + (bb.all - bb.diagonal) / (n * (n - 1))
            - 2 * ab / (m * n);
    return new KernelDistance(unbiased, aa.all / (m * m) + bb.all / (n * n) - 2 * ab / (m * n));
  }

  private static Sums within(double[][] x, RowPairs pairs) {
    double diagonal = 0;
    for (double[] row : x) {
      diagonal += kernel(Vectors.dot(row, row, 0, row.length), row.length);
    }
    return new Sums(between(x, pairs), diagonal);
  }

  private static double between(double[][] x, RowPairs pairs) {
    // Sums per row first: the same on any number of threads.
    double[] sums =
        IntStream.range(0, x.length).parallel().mapToDouble(i -> rowSum(x[i], pairs)).toArray();
    double sum = 0;
    for (double rowSum : sums) {
      sum += rowSum;
    }
    return sum;
  }

  private static double rowSum(double[] x, RowPairs pairs) {
    double sum = 0;
    for (double dot : pairs.dotProducts(x)) {
      sum += kernel(dot, x.length);
    }
    return sum;
  }

  private static double kernel(double dot, int dimension) {
    double base = dot / dimension + 1;
    return base * base * base;
  }
}
