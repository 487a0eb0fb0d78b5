/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Central differences in double precision, for every kind of layer. */
class GradientCheckTest {

  private static final double STEP = 1e-5;

  @Test
  void backward_everyLayer_equalsCentralDifferences() {
    check(TestGraphs.everyLayer(DataType.DOUBLE), 2);
  }

  @ParameterizedTest
  @CsvSource({"16", "32"})
  void backward_unetWithDropout_equalsCentralDifferences(int size) {
    check(initialised(new UNetArchitecture(size, 1, 2, 2).configuration(DataType.DOUBLE)), 1);
  }

  @Test
  void backward_resnet_equalsCentralDifferences() {
    check(initialised(new ResNetArchitecture(16, 2, 1, 2, 2).configuration(DataType.DOUBLE)), 2);
  }

  @Test
  void backward_patchCritic_equalsCentralDifferences() {
    check(initialised(new PatchCriticArchitecture(24, 2, 2).configuration(DataType.DOUBLE)), 2);
  }

  @ParameterizedTest
  @CsvSource({"0", "0.25"})
  void backward_segmentationUNet_equalsCentralDifferences(double dropout) {
    SegmentationArchitecture architecture = new SegmentationArchitecture(2, 2, 3, dropout);
    check(initialised(architecture.configuration(DataType.DOUBLE)), 2, 2, 8, 12);
  }

  @Test
  void backward_classifier_equalsCentralDifferences() {
    ClassifierArchitecture architecture = new ClassifierArchitecture(16, 1, 3, 2, 0.5);
    check(initialised(architecture.configuration(DataType.DOUBLE)), 3);
  }

  @Test
  void backward_modulatedGenerator_equalsCentralDifferences() {
    var architecture = new GanArchitecture(32, 2, 3, 2, 2, 2, 4, Initialisation.HE, true);
    check(initialised(architecture.generatorConfiguration(DataType.DOUBLE)), 2);
  }

  private static ComputationGraph initialised(ComputationGraphConfiguration configuration) {
    return Graphs.initialised(configuration, Arrays32.random(1), Initialisation.HE);
  }

  private static void check(ComputationGraph graph, int batch, long... exampleShape) {
    // large enough that the first layers' gradients stand out of the differences' rounding
    Arrays32.fill(graph.params(), Arrays32.random(3), 0.5);
    try (Executor executor = new Executor(graph, batch, exampleShape)) {
      Arrays32.fill(executor.input(), Arrays32.random(4), 1);
      executor.drawMasks(Arrays32.random(6));
      INDArray direction = executor.forward(true).dup();
      Arrays32.fill(direction, Arrays32.random(5), 1);
      executor.outputGradient().assign(direction);
      executor.backward(true, true);
      INDArray weights = executor.gradient().dup();
      INDArray inputs = Arrays32.flat(executor.inputGradient());
      compare(executor, executor.input().reshape(inputs.length()), inputs, direction, "input");
      INDArray parameters = graph.params().reshape(graph.numParams());
      for (ParameterStep step : executor.parameterSteps()) {
        INDArray here = step.parameters().slice(parameters.reshape(1, parameters.length()));
        INDArray gradient = step.parameters().slice(weights);
        compare(executor, here, gradient, direction, step.parameters().layerName());
      }
    }
  }

  /** Compares up to 40 entries; {@code values} is a view of what the network reads. */
  private static void compare(
      Executor executor, INDArray values, INDArray gradient, INDArray direction, String what) {
    RandomGenerator random = Arrays32.random(8);
    double scale = gradient.norm2Number().doubleValue() / Math.sqrt(gradient.length());
    for (int i = 0; i < 40; i++) {
      long index = random.nextLong(values.length());
      double numeric = difference(executor, values, index, direction);
      double error = Math.abs(numeric - gradient.getDouble(index));
      assertTrue(
          error <= 1e-5 * (Math.abs(numeric) + scale),
          what + "[" + index + "]: " + numeric + " but " + gradient.getDouble(index));
    }
  }

  private static double difference(
      Executor executor, INDArray values, long index, INDArray direction) {
    double value = values.getDouble(index);
    values.putScalar(index, value + STEP);
    double above = executor.forward(true).mul(direction).sumNumber().doubleValue();
    values.putScalar(index, value - STEP);
    double below = executor.forward(true).mul(direction).sumNumber().doubleValue();
    values.putScalar(index, value);
    return (above - below) / (2 * STEP);
  }
}
