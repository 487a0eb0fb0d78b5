/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class UnitClippingTest {

  @Test
  void clipLayers_oneExample_equalsTheLayerClippedSum() {
    ComputationGraph graph =
        new GanArchitecture(32, 2, 8, 0, 4, 8, 64, Initialisation.HE).critic(7);
    try (Executor executor = new Executor(graph, 1);
        PrivateGradient gradients = new PrivateGradient(executor)) {
      executor.input().assign(0.3);
      executor.forward(true);
      executor.outputGradient().assign(1);
      INDArray expected = Nd4j.zeros(DataType.FLOAT, 1, graph.numParams());
      gradients.addLayerClippedSum(1, 0.7, new GradientSum(expected));
      executor.forward(true);
      executor.outputGradient().assign(1);
      executor.backward(true, false);
      INDArray unit = executor.gradient().dup();
      assertTrue(UnitClipping.clipLayers(executor, unit, 0.7));
      assertTrue(Arrays32.relative(unit, expected) < 1e-5);
      double norm = unit.castTo(DataType.DOUBLE).norm2Number().doubleValue();
      assertTrue(norm <= 0.7 * (1 + 1e-6), "norm " + norm);
    }
  }

  @Test
  void clip_longGradient_hasTheClipNormToSinglePrecision() {
    INDArray gradient = Nd4j.zeros(DataType.FLOAT, 1, 3_000_000);
    gradient.assign(0.1);
    assertTrue(UnitClipping.clip(gradient, 1));
    assertEquals(1, gradient.castTo(DataType.DOUBLE).norm2Number().doubleValue(), 1e-6);
  }

  @Test
  void clip_shortOrNotFinite_isLeftAsItIs() {
    INDArray small = Nd4j.createFromArray(new float[][] {{0.3f, -0.4f}});
    assertTrue(UnitClipping.clip(small, 1));
    assertEquals(0.3f, small.getFloat(0));
    assertFalse(UnitClipping.clip(Nd4j.createFromArray(new float[][] {{Float.NaN, 1}}), 1));
  }
}
