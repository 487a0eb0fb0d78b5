/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Products of cells are the oracle; theirs are the examples' stored gradients. */
class PairProductsTest {

  @BeforeEach
  void start() {
    Engine.start();
  }

  /** Even and odd rows and columns, one of them; pixels left at the edge; groups of channels. */
  @ParameterizedTest
  @CsvSource({
    "4,2,1,3,24,24,5",
    "4,2,1,2,10,14,9",
    "4,2,0,3,9,6,4",
    "4,2,3,1,6,8,2",
    "6,3,2,2,11,14,40",
    "2,1,0,4,7,9,5",
    "2,1,1,2,3,4,1",
    "2,1,0,2,2,2,3",
    "4,2,1,2,4,40,70"
  })
  void multiply_oneExampleAfterTheOther_equalsProductsOfCells(
      int kernel, int stride, int padding, int channels, int height, int width, int n) {
    Window window = new Window(kernel, stride, padding);
    try (Workspace workspace = Workspace.of(DataType.FLOAT)) {
      ConvStep step = step(workspace, window, channels, height, width, n);
      assertTrue(PairProducts.covers(step));
      try (PairProducts pairs = new PairProducts(step);
          CellProducts cells = new CellProducts(step)) {
        for (int example = 0; example < 3; example++) {
          INDArray x = random(example, channels, height, width);
          INDArray y = random(example + 7, n, window.count(height), window.count(width));
          INDArray expected = cells.multiply(x, y);
          INDArray actual = pairs.multiply(x, y);
          assertEquals(0, Arrays32.relative(actual, expected), 1e-6);
          INDArray weights = Ops.allocate(DataType.FLOAT, n, channels, kernel, kernel);
          INDArray expectedWeights = weights.dup();
          pairs.writeWeights(expected, weights);
          cells.writeWeights(expected, expectedWeights);
          assertEquals(expectedWeights, weights);
        }
      }
    }
  }

  @Test
  void covers_windowsOfOtherSizes_areLeftToCells() {
    try (Workspace workspace = Workspace.of(DataType.FLOAT)) {
      assertFalse(PairProducts.covers(step(workspace, new Window(3, 1, 1), 2, 6, 6, 2)));
      assertFalse(PairProducts.covers(step(workspace, new Window(2, 2, 0), 2, 6, 6, 2)));
      assertFalse(PairProducts.covers(step(workspace, new Window(5, 2, 1), 2, 6, 6, 2)));
    }
  }

  private static ConvStep step(
      Workspace workspace, Window window, int channels, int height, int width, int n) {
    Signal in = signal(workspace, 1, channels, height, width);
    Signal out = signal(workspace, 1, n, window.count(height), window.count(width));
    int kernel = window.kernel();
    GivenParameters given = new GivenParameters(DataType.FLOAT, 0, n, channels, kernel, kernel);
    return new ConvStep(in, out, window, given, workspace);
  }

  private static Signal signal(Workspace workspace, long... shape) {
    return new Signal(DataType.FLOAT, shape, true, workspace.addends());
  }

  private static INDArray random(int seed, long... shape) {
    INDArray array = Ops.allocate(DataType.FLOAT, shape);
    Arrays32.fill(array, Arrays32.random(seed), 1);
    return array;
  }
}
