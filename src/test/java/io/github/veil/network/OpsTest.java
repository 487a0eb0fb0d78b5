/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
      assertEquals(expected, SumOps.rowSquaredNorms(array, scratch)[0], 1e-7 * expected);
    }
  }

  @Test
  void rowSquaredNorms_primeLength_areSummedPerRow() {
    try (INDArray array = Ops.allocate(DataType.DOUBLE, 2, 1031);
        Scratch scratch = new Scratch(DataType.DOUBLE)) {
      array.slice(0).assign(1);
      array.slice(1).assign(2);
      double[] squared = SumOps.rowSquaredNorms(array, scratch);
      assertEquals(1031, squared[0], 1e-9);
      assertEquals(4124, squared[1], 1e-9);
    }
  }

  @ParameterizedTest
  @CsvSource({"3,1", "5,256", "2,4097", "4,30000"})
  void rowSquaredNorms_inJava_equalNd4j(int rows, int length) {
    INDArray x = Nd4j.create(DataType.FLOAT, rows, length);
    Arrays32.fill(x, Arrays32.random(6), 1);
    x.putScalar(1, length - 1, Float.NaN);
    try (Scratch scratch = new Scratch(DataType.FLOAT)) {
      double[] expected = SumOps.rowSquaredNormsByNd4j(x, scratch);
      double[] actual = SumOps.rowSquaredNorms(x, scratch);
      for (int row = 0; row < rows; row++) {
        if (row == 1) {
          assertEquals(Double.NaN, actual[row]);
        } else {
          assertEquals(expected[row], actual[row], 1e-6 * expected[row]);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "3,2047", "5,2048", "32,70001"})
  void sumRows_inJava_equalsNd4j(int rows, int length) {
    INDArray x = Nd4j.create(DataType.FLOAT, rows, length);
    INDArray weights = Nd4j.create(DataType.FLOAT, 1, rows);
    Arrays32.fill(x, Arrays32.random(6), 1);
    Arrays32.fill(weights, Arrays32.random(7), 1);
    INDArray expected = Nd4j.create(DataType.FLOAT, 1, length);
    INDArray actual = expected.ulike();
    SumOps.sumRowsByNd4j(weights, x, expected);
    SumOps.sumRows(weights, x, actual);
    assertEquals(0, Arrays32.relative(actual, expected), 1e-6);
  }

  @Test
  void sums_ofRowsAndChannels_equalSumsInDouble() {
    try (Workspace workspace = Workspace.of(DataType.FLOAT)) {
      for (int[] shape : new int[][] {{2, 3, 1031, 3}, {3, 1, 40, 50}, {1, 4, 1, 1}}) {
        INDArray x = Nd4j.create(DataType.FLOAT, shape[0], shape[1], shape[2], shape[3]);
        Arrays32.fill(x, Arrays32.random(2), 1);
        long rows = (long) shape[0] * shape[1];
        INDArray matrix = x.reshape(rows, x.length() / rows);
        INDArray exact = matrix.castTo(DataType.DOUBLE).sum(1);
        INDArray sums = Nd4j.create(DataType.FLOAT, rows);
        SumOps.rowSums(matrix, sums, workspace);
        assertArrayEquals(exact.toDoubleVector(), sums.toDoubleVector(), 1e-3);
        assertArrayEquals(exact.toDoubleVector(), SumOps.rowTotals(matrix, workspace), 1e-3);
        INDArray channels = Nd4j.create(DataType.FLOAT, shape[1]);
        SumOps.channelSums(x, channels);
        INDArray expected = exact.reshape(shape[0], shape[1]).sum(0);
        assertArrayEquals(expected.toDoubleVector(), channels.toDoubleVector(), 1e-3);
      }
    }
  }

  /** Few pixels, so that several channels are added to at once, many, and none but one. */
  @ParameterizedTest
  @CsvSource({"1,1,1", "3,5,1", "2,70,8", "2,3,70", "5,2,1"})
  void addBias_inJava_equalsNd4j(int batch, int channels, int width) {
    INDArray bias = Nd4j.create(DataType.FLOAT, channels);
    INDArray x = Nd4j.create(DataType.FLOAT, batch, channels, width, width);
    Arrays32.fill(bias, Arrays32.random(3), 1);
    Arrays32.fill(x, Arrays32.random(4), 1);
    INDArray expected = x.dup();
    Ops.addBiasByNd4j(bias, expected);
    Ops.addBias(bias, x);
    assertEquals(expected, x);
    INDArray matrix = x.reshape(batch, (long) channels * width * width);
    INDArray longer = Nd4j.create(DataType.FLOAT, matrix.size(1));
    Arrays32.fill(longer, Arrays32.random(5), 1);
    INDArray sum = matrix.dup();
    Ops.addBiasByNd4j(longer, sum);
    Ops.addBias(longer, matrix);
    assertEquals(sum, matrix);
  }

  @ParameterizedTest
  @CsvSource({
    "4,2,1,12,12",
    "3,1,1,7,5",
    "5,3,0,13,11",
    "3,2,0,8,9",
    "1,1,0,4,4",
    "4,2,1,12,72",
    "3,1,1,6,40",
    "5,3,0,13,101",
    "4,2,1,20,20",
    "4,2,1,40,40"
  })
  void columns_inJava_equalNd4j(int kernel, int stride, int padding, int height, int width) {
    Window window = new Window(kernel, stride, padding);
    INDArray x = Nd4j.create(DataType.FLOAT, 2, 3, height, width);
    Arrays32.fill(x, Arrays32.random(3), 1);
    long[] shape = {2, 3, kernel, kernel, window.count(height), window.count(width)};
    INDArray expected = Nd4j.create(DataType.FLOAT, shape);
    INDArray actual = Nd4j.create(DataType.FLOAT, shape).addi(9);
    ConvOps.columnsByNd4j(x, expected, window);
    new HostColumns(window, height, width).write(x, actual);
    assertEquals(expected, actual);
  }

  @Test
  void channelsFirstAndSums_inJava_equalNd4j() {
    INDArray x = Nd4j.create(DataType.FLOAT, 3, 5, 2, 7);
    Arrays32.fill(x, Arrays32.random(4), 1);
    INDArray factors = Nd4j.createFromArray(new float[][] {{0.5f, 0, 3}});
    for (INDArray weights : new INDArray[] {null, factors}) {
      INDArray expected = Nd4j.create(DataType.FLOAT, 5, 3, 14);
      INDArray actual = expected.add(9);
      Ops.channelsFirstByNd4j(x, weights, expected);
      Ops.channelsFirst(x, weights, actual);
      assertEquals(expected, actual);
    }
    INDArray sum = x.mul(2);
    INDArray expected = sum.add(x);
    Ops.add(x, sum);
    assertEquals(expected, sum);
  }

  @ParameterizedTest
  @CsvSource({"4,2,1,12,12", "3,1,1,7,5", "5,3,0,14,11", "3,2,0,9,9", "1,1,0,4,4"})
  void rows_inJava_equalNd4j(int kernel, int stride, int padding, int height, int width) {
    Window window = new Window(kernel, stride, padding);
    INDArray x = Nd4j.create(DataType.FLOAT, 2, 3, height, width);
    Arrays32.fill(x, Arrays32.random(3), 1);
    long[] shape = {2, window.count(height), window.count(width), 3, kernel, kernel};
    INDArray expected = Nd4j.create(DataType.FLOAT, shape);
    INDArray actual = Nd4j.create(DataType.FLOAT, shape).addi(9);
    try (Scratch scratch = new Scratch(DataType.FLOAT)) {
      ConvOps.rowsByNd4j(x, expected, window, scratch);
      ConvOps.rows(x, actual, window, scratch);
      assertEquals(expected, actual);
      INDArray expectedSum = Nd4j.create(DataType.FLOAT, x.shape());
      INDArray actualSum = Nd4j.create(DataType.FLOAT, x.shape()).addi(9);
      ConvOps.addRowsByNd4j(expected, expectedSum, window, scratch);
      ConvOps.addRows(expected, actualSum, window, scratch);
      assertEquals(0, Arrays32.relative(actualSum, expectedSum), 1e-6);
    }
  }

  /** At 0 the slope is the leaky one, as in PyTorch; the smallest float is above 0. */
  @ParameterizedTest
  @CsvSource({"0.2", "0"})
  void leakyRelu_inJava_equalsNd4j(double slope) {
    INDArray z = Nd4j.create(DataType.FLOAT, 1, 300_000);
    Arrays32.fill(z, Arrays32.random(3), 1);
    z.putScalar(5, 0);
    z.putScalar(6, -0f);
    z.putScalar(7, Float.MIN_VALUE);
    z.putScalar(8, 1e30);
    z.putScalar(9, -1e30);
    INDArray expected = z.dup();
    INDArray g = Nd4j.create(DataType.FLOAT, z.shape());
    Arrays32.fill(g, Arrays32.random(4), 1);
    INDArray expectedGradient = g.dup();
    try (Scratch scratch = new Scratch(DataType.FLOAT)) {
      Ops.leakyReluByNd4j(expected, slope, scratch);
      Ops.leakyRelu(z, slope, scratch);
      assertArrayEquals(expected.toFloatVector(), z.toFloatVector(), 0);
      Ops.leakyReluBackwardByNd4j(expected, expectedGradient, slope, scratch);
      Ops.leakyReluBackward(z, g, slope, scratch);
      assertArrayEquals(expectedGradient.toFloatVector(), g.toFloatVector(), 0);
    }
  }

  @ParameterizedTest
  @CsvSource({"2,3,4,6", "1,1,2,2", "3,2,10,14"})
  void poolingAndDoubling_inJava_equalNd4j(int batch, int channels, int height, int width) {
    INDArray x = Nd4j.create(DataType.FLOAT, batch, channels, height, width);
    INDArray y = Nd4j.create(DataType.FLOAT, batch, channels, height / 2, width / 2);
    INDArray g = y.ulike();
    Arrays32.fill(x, Arrays32.random(5), 1);
    Arrays32.fill(g, Arrays32.random(6), 1);
    INDArray expected = y.ulike();
    INDArray large = x.ulike();
    INDArray expectedLarge = x.ulike();
    try (Scratch scratch = new Scratch(DataType.FLOAT)) {
      PoolOps.maxPoolByNd4j(x, expected, scratch);
      PoolOps.maxPool(x, y, scratch);
      assertEquals(expected, y);
      PoolOps.maxPoolBackward(x, y, g.dup(), large, scratch);
      PoolOps.maxPoolBackwardByNd4j(x, y, g.dup(), expectedLarge, scratch);
      assertEquals(expectedLarge, large);
    }
    PoolOps.upsampleByNd4j(y, expectedLarge);
    PoolOps.upsample(y, large);
    assertEquals(expectedLarge, large);
    PoolOps.upsampleBackwardByNd4j(y, x, expected);
    PoolOps.upsampleBackward(y, x, g);
    assertEquals(0, Arrays32.relative(g, expected), 1e-6);
  }

  @Test
  void copyChannelsAndMultiply_inJava_equalNd4j() {
    INDArray x = Nd4j.create(DataType.FLOAT, 3, 4, 5, 2);
    INDArray y = Nd4j.create(DataType.FLOAT, 3, 7, 5, 2);
    Arrays32.fill(x, Arrays32.random(5), 1);
    Arrays32.fill(y, Arrays32.random(6), 1);
    INDArray expected = y.dup();
    Ops.copyChannelsByNd4j(x, 1, expected, 4, 3);
    Ops.copyChannels(x, 1, y, 4, 3);
    assertEquals(expected, y);
    INDArray mask = x.ulike();
    Arrays32.fill(mask, Arrays32.random(7), 1);
    INDArray product = x.mul(mask);
    Ops.multiply(x, mask, x);
    assertEquals(product, x);
  }

  @Test
  void clearAndDivide_inJava_equalNd4j() {
    INDArray x = Nd4j.create(DataType.FLOAT, 1, 5001);
    Arrays32.fill(x, Arrays32.random(5), 1);
    INDArray expected = x.div(7);
    Ops.divide(x, 7);
    assertEquals(0, Arrays32.relative(x, expected), 1e-7);
    Ops.clear(x);
    assertEquals(0, x.ameanNumber().doubleValue());
  }

  /** Of equal maxima the first in reading order takes the gradient, as in PyTorch. */
  @Test
  void maxPoolBackward_ties_goToTheFirstOfTheLargest() {
    float[] image = {1, 1, 0, 2, 1, 1, 2, 0, -3, -3, 5, 6, -3, -2, 7, 7};
    try (Scratch scratch = new Scratch(DataType.FLOAT)) {
      INDArray x = Nd4j.createFromArray(image).reshape(1, 1, 4, 4);
      INDArray y = Nd4j.create(DataType.FLOAT, 1, 1, 2, 2);
      INDArray gx = Nd4j.create(DataType.FLOAT, 1, 1, 4, 4);
      PoolOps.maxPool(x, y, scratch);
      assertArrayEquals(new float[] {1, 2, -2, 7}, y.reshape(4).toFloatVector());
      INDArray gy = Nd4j.createFromArray(10f, 20f, 30f, 40f).reshape(1, 1, 2, 2);
      PoolOps.maxPoolBackward(x, y, gy, gx, scratch);
      float[] expected = {10, 0, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 30, 40, 0};
      assertArrayEquals(expected, gx.reshape(16).toFloatVector());
    }
  }
}
