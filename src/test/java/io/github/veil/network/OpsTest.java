/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

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

  /** Of equal maxima the first in reading order takes the gradient, as in PyTorch. */
  @Test
  void maxPoolBackward_ties_goToTheFirstOfTheLargest() {
    float[] image = {1, 1, 0, 2, 1, 1, 2, 0, -3, -3, 5, 6, -3, -2, 7, 7};
    try (Scratch scratch = new Scratch(DataType.FLOAT)) {
      INDArray x = Nd4j.createFromArray(image).reshape(1, 1, 4, 4);
      INDArray y = Nd4j.create(DataType.FLOAT, 1, 1, 2, 2);
      INDArray gx = Nd4j.create(DataType.FLOAT, 1, 1, 4, 4);
      Ops.maxPool(x, y, scratch);
      assertArrayEquals(new float[] {1, 2, -2, 7}, y.reshape(4).toFloatVector());
      INDArray gy = Nd4j.createFromArray(10f, 20f, 30f, 40f).reshape(1, 1, 2, 2);
      Ops.maxPoolBackward(x, y, gy, gx, scratch);
      float[] expected = {10, 0, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 30, 40, 0};
      assertArrayEquals(expected, gx.reshape(16).toFloatVector());
    }
  }
}
