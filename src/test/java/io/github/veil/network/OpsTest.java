/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class OpsTest {

  @Test
  void rowSquaredNorms_millionsOfFloats_areExactToSevenDigits() {
    float[] values = new float[3_000_001];
    double expected = 0;
    var random = Arrays32.random(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
      expected += (double) values[i] * values[i];
    }
    try (INDArray array = Ops.allocate(DataType.FLOAT, 1, values.length);
        Scratch scratch = new Scratch(DataType.FLOAT)) {
      Ops.copy(values, array);
      assertEquals(expected, Ops.rowSquaredNorms(array, scratch)[0], 1e-7 * expected);
    }
  }

  @Test
  void rowSquaredNorms_primeLength_areSummedPerRow() {
    try (INDArray array = Ops.allocate(DataType.DOUBLE, 2, 1031);
        Scratch scratch = new Scratch(DataType.DOUBLE)) {
      array.slice(0).assign(1);
      array.slice(1).assign(2);
      double[] squared = Ops.rowSquaredNorms(array, scratch);
      assertEquals(1031, squared[0], 1e-9);
      assertEquals(4124, squared[1], 1e-9);
    }
  }
}
