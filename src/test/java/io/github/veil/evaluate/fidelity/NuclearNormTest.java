/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;

/** Against the singular values of commons-math3. */
class NuclearNormTest {

  @Test
  void of_matricesOfEveryRank_equalsTheSumOfSingularValues() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      int columns = 1 + random.nextInt(20);
      int rows = columns + random.nextInt(10);
      double[][] matrix = lowRank(rows, columns, random.nextInt(columns + 1), random);
      double[] values =
          new SingularValueDecomposition(new Array2DRowRealMatrix(matrix)).getSingularValues();
      double expected = Arrays.stream(values).sum();
      assertEquals(expected, NuclearNorm.of(matrix), 1e-12 * Math.max(1, expected));
    }
  }

  @Test
  void of_sparseMatrices_equalsTheSumOfSingularValues() {
    assertEquals(0, NuclearNorm.of(new double[4][3]), 0);
    assertEquals(6, NuclearNorm.of(new double[][] {{0, 0, 3}, {0, -2, 0}, {1, 0, 0}}), 1e-14);
    assertEquals(2, NuclearNorm.of(new double[][] {{0, 1, 0}, {0, 0, 1}, {0, 0, 0}}), 1e-14);
  }

  private static double[][] lowRank(int rows, int columns, int rank, Random random) {
    double[][] matrix = new double[rows][columns];
    for (int k = 0; k < rank; k++) {
      double[] left = random.doubles(rows, -1, 1).toArray();
      double[] right = random.doubles(columns, -1, 1).toArray();
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          matrix[i][j] += Math.pow(10, -k) * left[i] * right[j];
        }
      }
    }
    return matrix;
  }
}
