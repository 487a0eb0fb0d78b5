/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;

/**
 * Expected values: five steps of torch 1.13 in float64 from p = [0.5, -0.25, 1, 0] with the
 * gradients of {@link #gradient}.
 */
class OptimizerTest {

  /** torch.optim.RMSprop([p], lr=0.01, alpha=0.99, eps=1e-8). */
  private static final double[] RMS_PROP = {
    0.08911709390989918, 0.20331015035460437, 0.6755395170284747, -0.3242310342348212
  };

  /** torch.optim.RMSprop([p], lr=0.01, alpha=0.9, eps=1e-2): epsilon stands outside the root. */
  private static final double[] RMS_PROP_LARGE_EPSILON = {
    0.3832472358672214, -0.14074997485016763, 0.9010391725673638, -0.0004975140187544301
  };

  /** torch.optim.Adam([p], lr=0.01, betas=(0.5, 0.999), eps=1e-8). */
  private static final double[] ADAM = {
    0.44375863983378516, -0.19301721644306336, 0.9500000016666668, -0.04999500049994987
  };

  @Test
  void rmsProp_fiveSteps_equalsPyTorch() {
    assertSteps(Optimizer.rmsProp(4, 0.01), RMS_PROP, 2e-6);
    assertSteps(Optimizer.rmsProp(4, 0.01, 0.9, 1e-2), RMS_PROP_LARGE_EPSILON, 2e-6);
  }

  /**
   * ND4J adds epsilon before the bias correction of v: as if PyTorch's epsilon were up to 1 /
   * sqrt(1 - beta2) = 32 times larger. At the last entry, with a gradient of 1e-4, this shortens
   * the first step by 1 - 1 / (1 + 32e-8 / 1e-4) = 0.3 %.
   */
  @Test
  void adam_fiveSteps_equalsPyTorchUpToThePlaceOfEpsilon() {
    assertSteps(Optimizer.adam(4, 0.01, 0.5, 0.999), ADAM, 3.2e-3);
  }

  @Test
  void inJava_tenThousandParameters_equalsNd4j() {
    int n = 10_001;
    for (IUpdater rule : List.of(new RmsProp(0.01, 0.9, 1e-6), new Adam(0.01, 0.9, 0.99, 1e-6))) {
      try (Optimizer java = new Optimizer(rule, n, true);
          Optimizer nd4j = new Optimizer(rule, n, false)) {
        INDArray a = Nd4j.zeros(DataType.FLOAT, 1, n);
        Arrays32.fill(a, Arrays32.random(1), 1);
        INDArray b = a.dup();
        INDArray start = a.dup();
        for (int step = 0; step < 4; step++) {
          INDArray gradient = Nd4j.zeros(DataType.FLOAT, 1, n);
          Arrays32.fill(gradient, Arrays32.random(2 + step), 0.1);
          java.apply(gradient.dup(), a);
          nd4j.apply(gradient, b);
        }
        assertTrue(Arrays32.relative(a.sub(start), b.sub(start)) < 1e-5);
        assertTrue(Arrays32.relative(java.state(), nd4j.state()) < 1e-5);
      }
    }
  }

  /** Both places of epsilon give the same where it is nothing beside the gradients. */
  @Test
  void adam_bothKinds_takeTheSameStepsWithoutEpsilon() {
    int n = 300_001;
    INDArray a = Nd4j.zeros(DataType.FLOAT, 1, n);
    INDArray b = Nd4j.zeros(DataType.FLOAT, 1, n);
    try (Optimizer first = Optimizer.adam(n, 0.01, 0.5, 0.999);
        io.github.veil.network.Adam second = new io.github.veil.network.Adam(n, 0.5)) {
      for (int step = 0; step < 3; step++) {
        INDArray gradient = Nd4j.zeros(DataType.FLOAT, 1, n);
        Arrays32.fill(gradient, Arrays32.random(2 + step), 1e6);
        first.apply(gradient, a);
        second.apply(gradient, b, 0.01);
      }
      assertEquals(0, Arrays32.relative(a, b), 1e-6);
      assertArrayEquals(
          first.state().reshape(2L * n).toFloatVector(),
          second.state().reshape(2L * n).toFloatVector());
    }
  }

  @Test
  void restore_afterTwoSteps_continuesAsIfUninterrupted() {
    try (Optimizer first = Optimizer.adam(4, 0.01, 0.5, 0.999);
        Optimizer second = Optimizer.adam(4, 0.01, 0.5, 0.999)) {
      INDArray params = start();
      first.apply(gradient(0), params);
      first.apply(gradient(1), params);
      INDArray copy = params.dup();
      second.restore(first.state().dup(), first.iteration());
      first.apply(gradient(2), params);
      second.apply(gradient(2), copy);
      assertArrayEquals(params.toFloatVector(), copy.toFloatVector());
      assertEquals(3, second.iteration());
    }
  }

  @Test
  void restore_stateOfAnotherNetwork_isRefused() {
    try (Optimizer optimizer = Optimizer.rmsProp(4, 0.01)) {
      INDArray foreign = Nd4j.zeros(1, 5);
      assertThrows(IllegalArgumentException.class, () -> optimizer.restore(foreign, 1));
    }
  }

  @Test
  void clip_parametersBeyondTheLimit_areConfined() {
    INDArray params = Nd4j.createFromArray(new float[] {-3, -0.01f, 0, 0.005f, 0.4f});
    Ops.clip(params, 0.01);
    assertArrayEquals(new float[] {-0.01f, -0.01f, 0, 0.005f, 0.01f}, params.toFloatVector());
  }

  @Test
  void clip_inJava_equalsNd4j() {
    INDArray params = Nd4j.zeros(DataType.FLOAT, 1, 300_001);
    Arrays32.fill(params, Arrays32.random(1), 1);
    INDArray expected = params.dup();
    Ops.clipByNd4j(expected, 0.3);
    Ops.clip(params, 0.3);
    assertArrayEquals(expected.toFloatVector(), params.toFloatVector());
  }

  private static void assertSteps(Optimizer optimizer, double[] expected, double relative) {
    INDArray params = start();
    double[] origin = params.toDoubleVector();
    for (int step = 0; step < 5; step++) {
      optimizer.apply(gradient(step), params);
    }
    for (int i = 0; i < expected.length; i++) {
      double moved = Math.abs(expected[i] - origin[i]);
      double error = Math.abs(params.getDouble(i) - expected[i]);
      assertTrue(error <= relative * moved, "entry " + i + ": error " + error + " of " + moved);
    }
    optimizer.close();
  }

  private static INDArray start() {
    return Nd4j.createFromArray(new float[] {0.5f, -0.25f, 1, 0}).reshape(1, 4);
  }

  private static INDArray gradient(int step) {
    int n = step + 1;
    float[] values = {0.1f * n, -0.02f * n * n, 0.3f, 1e-4f};
    return Nd4j.createFromArray(values).reshape(1, 4);
  }
}
