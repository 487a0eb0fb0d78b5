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

import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** DL4J's own execution of the same graph is the oracle. */
class ExecutorTest {

  private static final double TOLERANCE = 1e-5;

  @ParameterizedTest
  @CsvSource({"32,1,1", "48,2,3", "64,1,2", "96,2,2", "128,1,1"})
  void generatorAndCritic_allSizes_agreeWithDl4j(int size, int channels, int batch) {
    GanArchitecture architecture =
        new GanArchitecture(size, channels, 12, 0, 4, 4, 16, Initialisation.HE);
    assertAgreesWithDl4j(architecture.generator(1), batch, new long[] {channels, size, size});
    assertAgreesWithDl4j(architecture.critic(2), batch, new long[] {1, 1, 1});
  }

  @Test
  void classConditional_addsInputsAndOutputs() {
    GanArchitecture architecture = new GanArchitecture(32, 1, 5, 3, 4, 4, 16, Initialisation.DCGAN);
    assertAgreesWithDl4j(architecture.generator(1), 2, new long[] {1, 32, 32});
    assertAgreesWithDl4j(architecture.critic(2), 2, new long[] {4, 1, 1});
  }

  @ParameterizedTest
  @CsvSource({"32,1,3", "48,2,2", "96,1,1"})
  void modulatedGenerator_agreesWithDl4j(int size, int channels, int batch) {
    GanArchitecture architecture =
        new GanArchitecture(size, channels, 5, 3, 4, 4, 16, Initialisation.HE, true);
    assertAgreesWithDl4j(architecture.generator(1), batch, new long[] {channels, size, size});
  }

  @Test
  void everyLayerAndOddSizes_agreeWithDl4j() {
    assertAgreesWithDl4j(TestGraphs.everyLayer(DataType.FLOAT), 3, new long[] {3});
    assertAgreesWithDl4j(TestGraphs.everyLayer(DataType.DOUBLE), 1, new long[] {3});
  }

  @ParameterizedTest
  @CsvSource({"32,1,2", "48,2,1", "64,1,1", "96,1,1"})
  void unetAndPatchCritic_allSizes_agreeWithDl4j(int size, int channels, int batch) {
    UNetArchitecture unet = new UNetArchitecture(size, channels, 2, 4);
    assertAgreesWithDl4j(unet.generator(1), batch, new long[] {2, size, size});
    ComputationGraph critic = new PatchCriticArchitecture(size, 3, 4).critic(1);
    int scores = size / 8 - 2;
    assertAgreesWithDl4j(critic, batch, new long[] {1, scores, scores});
  }

  /** Its inner levels are executed as products of matrices. */
  @Test
  void unet_fewPixelsAndManyWeights_agreesWithDl4j() {
    UNetArchitecture unet = new UNetArchitecture(32, 1, 1, 32, 0);
    assertAgreesWithDl4j(unet.generator(1), 2, new long[] {1, 32, 32});
  }

  /** Their gradients and transposed convolutions are executed as products of matrices. */
  @Test
  void generatorAndCritic_manyWeights_agreeWithDl4j() {
    GanArchitecture architecture =
        new GanArchitecture(32, 1, 12, 0, 128, 128, 256, Initialisation.HE);
    assertAgreesWithDl4j(architecture.generator(1), 3, new long[] {1, 32, 32});
    assertAgreesWithDl4j(architecture.critic(2), 3, new long[] {1, 1, 1});
  }

  /** Their middle layers are executed by minimal filtering. */
  @Test
  void generatorAndCritic_manyChannelsAndPixels_agreeWithDl4j() {
    GanArchitecture architecture =
        new GanArchitecture(48, 1, 12, 0, 64, 64, 256, Initialisation.HE);
    assertAgreesWithDl4j(architecture.generator(1), 16, new long[] {1, 48, 48});
    assertAgreesWithDl4j(architecture.critic(2), 16, new long[] {1, 1, 1});
  }

  @ParameterizedTest
  @CsvSource({"16,1,2,1", "48,3,1,6", "64,2,1,9"})
  void resnet_allSizes_agreesWithDl4j(int size, int channels, int batch, int blocks) {
    ResNetArchitecture resnet = new ResNetArchitecture(size, channels, 2, 4, blocks);
    assertAgreesWithDl4j(resnet.generator(1), batch, new long[] {2, size, size});
  }

  @ParameterizedTest
  @CsvSource({"16,16,1,4,5,2", "32,48,2,3,4,1", "96,96,1,2,5,1", "8,4,1,5,2,3"})
  void segmentationUNet_allSizes_agreesWithDl4j(
      int height, int width, int channels, int base, int levels, int batch) {
    SegmentationArchitecture architecture =
        new SegmentationArchitecture(channels, base, levels, 0.1);
    assertAgreesWithDl4j(
        architecture.segmenter(1), batch, new long[] {1, height, width}, channels, height, width);
  }

  @ParameterizedTest
  @CsvSource({"32,1,3,4,2", "50,2,2,3,3", "96,1,5,2,2", "8,1,2,4,4"})
  void classifier_allSizes_agreesWithDl4j(
      int size, int channels, int classes, int base, int batch) {
    ClassifierArchitecture architecture =
        new ClassifierArchitecture(size, channels, classes, base, 0.3);
    assertAgreesWithDl4j(architecture.classifier(1), batch, new long[] {classes});
  }

  @Test
  void executor_oddSizeBeforePooling_isRefusedByName() {
    ComputationGraph graph = new SegmentationArchitecture(1, 2, 3, 0).segmenter(1);
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> new Executor(graph, 2, 1, 8, 6));
    assertTrue(refusal.getMessage().contains("pool2"), refusal.getMessage());
  }

  @Test
  void bind_criticAndGeneratorShareArrays_likeCopying() {
    GanArchitecture architecture = new GanArchitecture(32, 1, 5, 0, 4, 4, 16, Initialisation.HE);
    ComputationGraph criticGraph = architecture.critic(2);
    try (Executor generator = new Executor(architecture.generator(1), 2);
        Executor critic = new Executor(criticGraph, 2);
        Executor copied = new Executor(criticGraph, 2)) {
      Arrays32.fill(generator.input(), Arrays32.random(4), 1);
      critic.bindInput(generator.output());
      generator.bindOutputGradient(critic.inputGradient());
      copied.input().assign(generator.forward(true));
      assertEquals(copied.forward(true), critic.forward(true));
      critic.outputGradient().assign(-1);
      copied.outputGradient().assign(-1);
      copied.backward(false, true);
      critic.backward(false, true);
      assertEquals(copied.inputGradient(), generator.outputGradient());
    }
  }

  @Test
  void largeBatch_inParts_equalsSmallBatches() {
    GanArchitecture architecture = new GanArchitecture(96, 2, 5, 0, 16, 16, 32, Initialisation.HE);
    assertPartsAgree(architecture.critic(2), 32);
    assertPartsAgree(architecture.generator(3), 32);
  }

  /** With and without the input's gradient: the first layer then takes another way. */
  private static void assertPartsAgree(ComputationGraph graph, int batch) {
    int few = batch / 8;
    try (Executor whole = new Executor(graph, batch);
        Executor part = new Executor(graph, few)) {
      Arrays32.fill(whole.input(), Arrays32.random(4), 1);
      whole.forward(true);
      INDArray slopes = whole.outputGradient().dup();
      Arrays32.fill(slopes, Arrays32.random(5), 1);
      for (boolean wantInput : new boolean[] {true, false}) {
        whole.outputGradient().assign(slopes);
        whole.backward(true, wantInput);
        INDArray sum = Nd4j.zeros(DataType.FLOAT, 1, graph.numParams());
        Slices inputs = new Slices(few);
        Slices outputs = new Slices(few);
        for (int i = 0; i < 8; i++) {
          part.input().assign(inputs.of(whole.input())[i]);
          INDArray expected = outputs.of(whole.output())[i];
          assertTrue(Arrays32.relative(part.forward(true), expected) < TOLERANCE);
          part.outputGradient().assign(new Slices(few).of(slopes)[i]);
          part.backward(true, true);
          sum.addi(part.gradient());
        }
        assertTrue(Arrays32.relative(whole.gradient(), sum) < TOLERANCE);
      }
    }
  }

  @Test
  void bind_wrongShape_saysWhichIsNeeded() {
    ComputationGraph graph = GanArchitecture.standard(32, 1).critic(1);
    try (Executor critic = new Executor(graph, 2);
        INDArray wrong = Nd4j.zeros(DataType.FLOAT, 2, 1, 16, 32)) {
      IllegalArgumentException refusal =
          assertThrows(IllegalArgumentException.class, () -> critic.bindInput(wrong));
      assertTrue(refusal.getMessage().contains("[2, 1, 32, 32]"), refusal.getMessage());
    }
  }

  @Test
  void executor_unknownLayer_isRefusedByName() {
    var configuration =
        Graphs.builder(DataType.FLOAT)
            .addInputs("x")
            .addLayer("strange", new BatchNormalization.Builder().nOut(3).build(), "x")
            .setOutputs("strange")
            .build();
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> new Executor(graph, 2, 3));
    assertTrue(refusal.getMessage().contains("strange"), refusal.getMessage());
  }

  @Test
  void twoRuns_sameSeeds_giveTheSameBits() {
    assertArrayEquals(trained(5), trained(5));
  }

  @Test
  void steps_repeated_keepMemoryFlat() {
    GanArchitecture architecture = new GanArchitecture(32, 1, 8, 0, 8, 8, 64, Initialisation.HE);
    ComputationGraph graph = architecture.critic(1);
    try (Executor executor = new Executor(graph, 8);
        PrivateGradient gradient = new PrivateGradient(executor);
        INDArray sum = Nd4j.zeros(DataType.FLOAT, 1, graph.numParams())) {
      long before = 0;
      for (int step = 0; step < 330; step++) {
        if (step == 30) {
          System.gc();
          before = Pointer.totalBytes();
        }
        executor.forward(true);
        executor.outputGradient().assign(1);
        gradient.addClippedSum(8, 1, new GradientSum(sum));
        executor.forward(true);
        executor.outputGradient().assign(1);
        executor.backward(true, true);
      }
      System.gc();
      long growth = Pointer.totalBytes() - before;
      assertTrue(growth < 4 << 20, "grew by " + growth + " bytes");
    }
  }

  private static float[] trained(int steps) {
    GanArchitecture architecture = new GanArchitecture(48, 2, 6, 0, 8, 8, 32, Initialisation.HE);
    ComputationGraph graph = architecture.critic(9);
    try (Executor executor = new Executor(graph, 3);
        PrivateGradient gradient = new PrivateGradient(executor);
        INDArray sum = Nd4j.zeros(DataType.FLOAT, 1, graph.numParams());
        Optimizer optimizer = Optimizer.rmsProp(graph.numParams(), 1e-3)) {
      Arrays32.fill(executor.input(), Arrays32.random(4), 1);
      for (int step = 0; step < steps; step++) {
        executor.forward(true);
        executor.outputGradient().assign(1);
        executor.backward(true, true);
        optimizer.apply(executor.gradient(), graph.params());
        executor.forward(true);
        executor.outputGradient().assign(-1);
        sum.assign(0);
        gradient.addClippedSum(3, 1, new GradientSum(sum));
        optimizer.apply(sum, graph.params());
      }
      return graph.params().toFloatVector();
    }
  }

  /** Compares the output and the parameter gradient, relative 1e-4. */
  static void assertAgreesWithDl4j(
      ComputationGraph graph, int batch, long[] outputShape, long... exampleShape) {
    Arrays32.fill(graph.params(), Arrays32.random(3), 0.15);
    try (Executor executor = new Executor(graph, batch, exampleShape)) {
      Arrays32.fill(executor.input(), Arrays32.random(4), 1);
      INDArray x = executor.input().dup();
      INDArray y = executor.forward(false).dup();
      for (int i = 0; i < outputShape.length; i++) {
        assertEquals(outputShape[i], y.size(i + 1));
      }
      Arrays32.fill(executor.outputGradient(), Arrays32.random(5), 1);
      INDArray dy = executor.outputGradient().dup();
      executor.backward(true, true);

      INDArray[] inputs = {x};
      keepEverything(graph);
      INDArray expected = graph.feedForward(inputs, true, false).get(lastName(graph)).dup();
      Gradient oracle = graph.backpropGradient(dy);
      assertTrue(Arrays32.relative(y, expected) < 1e-4, "output");
      assertTrue(
          Arrays32.relative(executor.gradient(), oracle.gradient()) < 1e-4,
          "gradient " + Arrays32.relative(executor.gradient(), oracle.gradient()));
    }
  }

  /** DL4J cannot go back after a pass in which dropout did nothing: it is taken out. */
  private static void keepEverything(ComputationGraph graph) {
    for (Layer layer : graph.getLayers()) {
      layer.conf().getLayer().setIDropout(null);
    }
  }

  private static String lastName(ComputationGraph graph) {
    return graph.getConfiguration().getNetworkOutputs().get(0);
  }
}
