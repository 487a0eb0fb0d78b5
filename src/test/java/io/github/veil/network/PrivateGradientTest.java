/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** A loop over batches of one is the oracle. */
class PrivateGradientTest {

  private static final double TOLERANCE = 1e-5;

  /** In double: ND4J's norm of a long float array is off by 1e-5. */
  private static double norm(INDArray array) {
    return array.castTo(DataType.DOUBLE).norm2Number().doubleValue();
  }

  private static ComputationGraph critic(int size) {
    GanArchitecture architecture = new GanArchitecture(size, 2, 8, 0, 4, 8, 64, Initialisation.HE);
    ComputationGraph graph = architecture.critic(7);
    graph.params().addi(0.01);
    return graph;
  }

  private static ComputationGraph everyLayer(DataType type) {
    ComputationGraph graph = TestGraphs.everyLayer(type);
    Arrays32.fill(graph.params(), Arrays32.random(11), 0.3);
    return graph;
  }

  @ParameterizedTest
  @CsvSource({"32,4", "48,3", "64,1", "96,3"})
  void clippedSum_critic_equalsLoopOverSingleExamples(int size, int batch) {
    assertEqualsLoop(critic(size), batch, batch, TOLERANCE);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "5"})
  void clippedSum_everyLayerAndOddSizes_equalsLoopOverSingleExamples(int batch) {
    assertEqualsLoop(everyLayer(DataType.FLOAT), batch, batch, TOLERANCE);
    assertEqualsLoop(everyLayer(DataType.DOUBLE), batch, batch, 1e-12);
  }

  @Test
  void clippedSum_paddedBatch_countsOnlyTheFirstExamples() {
    assertEqualsLoop(everyLayer(DataType.FLOAT), 5, 2, TOLERANCE);
    assertEqualsLoop(critic(48), 3, 1, TOLERANCE);
  }

  /** Wide enough for {@link WinogradProducts} in both directions and in a weighted sum. */
  @Test
  void clippedSum_manyChannelsAndPixels_equalsLoopOverSingleExamples() {
    GanArchitecture architecture =
        new GanArchitecture(48, 1, 12, 0, 64, 64, 256, Initialisation.HE);
    ComputationGraph graph = architecture.critic(7);
    try (Executor executor = new Executor(graph, 32)) {
      WindowStep step = (WindowStep) executor.parameterSteps().get(2);
      assertInstanceOf(WinogradProducts.class, step.products());
      var kind = step.exampleGradients(executor.workspace()).get(0);
      assertInstanceOf(GhostExampleGradient.class, kind);
    }
    assertEqualsLoop(graph, 32, 27, TOLERANCE);
  }

  @Test
  void everyKind_isChosen_somewhere() {
    try (Executor critic = new Executor(critic(96), 2);
        Executor other = new Executor(everyLayer(DataType.FLOAT), 2)) {
      var kinds =
          Stream.of(critic, other)
              .flatMap(executor -> executor.parameterSteps().stream())
              .map(step -> step.exampleGradients(critic.workspace()).get(0).getClass())
              .toList();
      assertTrue(kinds.contains(StoredExampleGradient.class));
      assertTrue(kinds.contains(GhostExampleGradient.class));
      assertTrue(kinds.contains(SlicedExampleGradient.class));
      assertTrue(kinds.contains(OuterExampleGradient.class));
    }
  }

  /** Windows of one to five times their stride, and such as are no multiple of it. */
  @ParameterizedTest
  @CsvSource({"FLOAT", "DOUBLE"})
  void ghost_everyWindow_hasTheNormsOfStored(DataType type) {
    ComputationGraph graph = everyLayer(type);
    try (Executor executor = new Executor(graph, 3)) {
      run(executor, 3);
      executor.backward(false, false);
      int windows = 0;
      for (ParameterStep any : executor.parameterSteps()) {
        if (any instanceof WindowStep step && !step.isProduct()) {
          double[] expected = new double[3];
          double[] actual = new double[3];
          new StoredExampleGradient(step, executor.workspace()).addSquaredNorms(expected);
          new GhostExampleGradient(step, executor.workspace()).addSquaredNorms(actual);
          for (int i = 0; i < 3; i++) {
            assertEquals(expected[i], actual[i], TOLERANCE * expected[i]);
          }
          windows++;
        }
      }
      assertEquals(6, windows);
    }
  }

  /** Windows of one to five times their stride, of which some leave pixels at the edge. */
  @Test
  void streamed_everyWindow_equalsStored() {
    double[] factors = {0.5, 0, 2};
    try (Executor executor = new Executor(everyLayer(DataType.FLOAT), 3);
        INDArray weights = Nd4j.createFromArray(new float[][] {{0.5f, 0, 2}})) {
      run(executor, 3);
      executor.backward(false, false);
      int windows = 0;
      for (ParameterStep any : executor.parameterSteps()) {
        if (any instanceof WindowStep step && step.isMadeOfCells()) {
          double[] expected = new double[3];
          double[] actual = new double[3];
          try (ExampleGradient stored = new StoredExampleGradient(step, executor.workspace());
              var streamed = new StreamedExampleGradient(step, executor.workspace())) {
            stored.addSquaredNorms(expected);
            stored.writeWeightedSum(weights);
            INDArray sum = step.weightGradient().dup();
            streamed.sum(actual, i -> factors[i]);
            streamed.writeSum();
            assertTrue(Arrays32.relative(step.weightGradient(), sum) < 1e-6);
          }
          for (int i = 0; i < 3; i++) {
            assertEquals(expected[i], actual[i], TOLERANCE * expected[i]);
          }
          windows++;
        }
      }
      assertEquals(6, windows);
    }
  }

  @Test
  void slicedAndGhost_sameLayer_equalStored() {
    try (Executor executor = new Executor(critic(96), 5)) {
      WindowStep step = (WindowStep) executor.parameterSteps().get(1);
      SlicedExampleGradient sliced =
          new SlicedExampleGradient((ConvStep) step, executor.workspace());
      ExampleGradient stored = new StoredExampleGradient(step, executor.workspace());
      ExampleGradient ghost = new GhostExampleGradient(step, executor.workspace());
      run(executor, 5);
      executor.backwardBetweenLayers(Map.of(step, sliced::backward));
      INDArray between = step.in.gradient().dup();
      double[][] norms = new double[3][5];
      INDArray[] sums = new INDArray[3];
      List<ExampleGradient> kinds = List.of(stored, sliced, ghost);
      INDArray weights = Nd4j.createFromArray(new float[][] {{0.5f, 1, 0, 2, 0.1f}});
      for (int i = 0; i < 3; i++) {
        kinds.get(i).addSquaredNorms(norms[i]);
        kinds.get(i).writeWeightedSum(weights);
        sums[i] = step.weightGradient().dup();
        kinds.get(i).close();
      }
      for (int i = 1; i < 3; i++) {
        assertTrue(Arrays32.relative(sums[i], sums[0]) < TOLERANCE);
        for (int example = 0; example < 5; example++) {
          assertEquals(norms[0][example], norms[i][example], TOLERANCE * norms[0][example]);
        }
      }
      run(executor, 5);
      executor.backward(false, false);
      assertTrue(Arrays32.relative(between, step.in.gradient()) < TOLERANCE);
    }
  }

  @ParameterizedTest
  @CsvSource({"true,7,7", "true,6,4", "false,6,4", "false,2,2"})
  void streamedLayer_severalBatches_equalsStored(boolean flat, int batch, int count) {
    try (Executor executor = new Executor(critic(96), batch);
        PrivateGradient streamed = new PrivateGradient(executor, true);
        PrivateGradient stored = new PrivateGradient(executor, false)) {
      assertTrue(streamed.isStreaming() && !stored.isStreaming());
      GradientSum actual = new GradientSum(filled(executor.graph(), 7));
      GradientSum expected = new GradientSum(filled(executor.graph(), 8));
      for (double clip : new double[] {0.5, 1e-3, 1e9}) {
        addSum(streamed, executor, flat, count, clip, actual);
        addSum(stored, executor, flat, count, clip, expected);
        assertArrayEquals(stored.norms(), streamed.norms(), 1e-9 * stored.norms()[0]);
      }
      assertTrue(Arrays32.relative(actual.finish(), expected.finish()) < 1e-6);
    }
  }

  /** An array that holds something, which must not matter. */
  private static INDArray filled(ComputationGraph graph, double value) {
    return Nd4j.valueArrayOf(new long[] {1, graph.numParams()}, value, graph.params().dataType());
  }

  /** The first addend is written, the others are added. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void clippedSum_ofSeveralBatches_isTheSumOfTheirs(boolean flat) {
    ComputationGraph graph = everyLayer(DataType.FLOAT);
    try (Executor executor = new Executor(graph, 4);
        PrivateGradient gradient = new PrivateGradient(executor)) {
      GradientSum all = new GradientSum(filled(graph, 7));
      INDArray expected = Nd4j.zeros(DataType.FLOAT, 1, graph.numParams());
      for (int count : new int[] {4, 0, 3, 1}) {
        GradientSum one = new GradientSum(filled(graph, 8));
        addSum(gradient, executor, flat, count, 0.5, one);
        expected.addi(one.finish());
        addSum(gradient, executor, flat, count, 0.5, all);
      }
      all.add(expected);
      assertTrue(Arrays32.relative(all.finish(), expected.mul(2)) < 1e-6);
    }
  }

  @Test
  void gradientSum_nothingAdded_isZero() {
    ComputationGraph graph = critic(32);
    INDArray array = filled(graph, 7);
    assertEquals(0, new GradientSum(array).finish().amaxNumber().doubleValue());
    GradientSum sum = new GradientSum(filled(graph, 7));
    INDArray addend = filled(graph, 2);
    sum.add(addend);
    assertEquals(addend, sum.finish());
  }

  private static void addSum(
      PrivateGradient gradient,
      Executor executor,
      boolean flat,
      int count,
      double clip,
      GradientSum sum) {
    run(executor, executor.batch());
    if (flat) {
      gradient.addClippedSum(count, clip, sum);
    } else {
      gradient.addLayerClippedSum(count, clip, sum);
    }
  }

  @Test
  void streamedLayer_oneThreadOrSeveral_givesTheSameBits() {
    NativeOps ops = NativeOpsHolder.getInstance().getDeviceNativeOps();
    int threads = ops.ompGetMaxThreads();
    INDArray[] sums = new INDArray[2];
    try (Executor executor = new Executor(critic(96), 6);
        PrivateGradient gradient = new PrivateGradient(executor)) {
      for (int k = 0; k < 2; k++) {
        GradientSum sum = new GradientSum(filled(executor.graph(), k));
        ops.setOmpNumThreads(k == 0 ? 1 : 4);
        addSum(gradient, executor, true, 6, 0.5, sum);
        sums[k] = sum.finish();
      }
      assertArrayEquals(sums[0].toFloatVector(), sums[1].toFloatVector());
    } finally {
      ops.setOmpNumThreads(threads);
    }
  }

  @Test
  void layerClippedSum_everyLayer_clipsLayersByThemselves() {
    ComputationGraph graph = everyLayer(DataType.FLOAT);
    try (Executor executor = new Executor(graph, 4);
        PrivateGradient gradient = new PrivateGradient(executor)) {
      double clip = 0.7;
      INDArray[] singles = singles(executor, 4);
      INDArray expected = Nd4j.zeros(DataType.FLOAT, 1, graph.numParams());
      double bound = clip / Math.sqrt(gradient.layerCount());
      for (INDArray single : singles) {
        for (ParameterStep step : executor.parameterSteps()) {
          INDArray part = step.parameters().slice(single);
          double norm = norm(part);
          step.parameters().slice(expected).addi(part.mul(Math.min(1, bound / norm)));
        }
      }
      INDArray sum = Nd4j.zeros(DataType.FLOAT, 1, graph.numParams());
      run(executor, 4);
      gradient.addLayerClippedSum(4, clip, new GradientSum(sum));
      assertTrue(Arrays32.relative(sum, expected) < TOLERANCE);
    }
  }

  @Test
  void clippedSum_exampleWithNan_countsAsZero() {
    ComputationGraph graph = critic(32);
    try (Executor executor = new Executor(graph, 3);
        PrivateGradient gradient = new PrivateGradient(executor)) {
      INDArray[] singles = singles(executor, 3);
      INDArray expected = singles[0].add(singles[2]);
      fillInput(executor);
      executor.input().slice(1).putScalar(17, Float.NaN);
      executor.forward(true);
      fillOutputGradient(executor);
      INDArray sum = Nd4j.zeros(DataType.FLOAT, 1, graph.numParams());
      gradient.addClippedSum(3, 1e9, new GradientSum(sum));
      assertTrue(Arrays32.relative(sum, expected) < TOLERANCE);
      assertEquals(0, gradient.norms()[1]);
    }
  }

  @Test
  void clippedSum_brokenWeights_addsNothing() {
    ComputationGraph graph = critic(32);
    graph.params().putScalar(3, Double.NaN);
    try (Executor executor = new Executor(graph, 2);
        PrivateGradient gradient = new PrivateGradient(executor)) {
      run(executor, 2);
      INDArray sum = Nd4j.zeros(DataType.FLOAT, 1, graph.numParams());
      gradient.addClippedSum(2, 1, new GradientSum(sum));
      assertEquals(0, sum.amaxNumber().doubleValue());
    }
  }

  @Test
  void clippedSum_noExamples_addsNothing() {
    ComputationGraph graph = critic(32);
    try (Executor executor = new Executor(graph, 2);
        PrivateGradient gradient = new PrivateGradient(executor)) {
      INDArray sum = Nd4j.zeros(DataType.FLOAT, 1, graph.numParams());
      gradient.addClippedSum(0, 1, new GradientSum(sum));
      assertEquals(0, sum.amaxNumber().doubleValue());
      assertThrows(
          IllegalArgumentException.class, () -> gradient.addClippedSum(3, 1, new GradientSum(sum)));
    }
  }

  @Test
  void privacyCheck_batchNormalisation_isRefusedByName() {
    var configuration =
        Graphs.builder(DataType.FLOAT)
            .addInputs("x")
            .addLayer("first", Graphs.dense(4, 3, Activation.RELU.getActivationFunction()), "x")
            .addLayer("meddler", new BatchNormalization.Builder().nOut(3).build(), "first")
            .setOutputs("meddler")
            .build();
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> PrivacyCheck.requirePerExample(graph));
    assertTrue(refusal.getMessage().contains("meddler (BatchNormalization)"));
  }

  private static void assertEqualsLoop(
      ComputationGraph graph, int batch, int count, double tolerance) {
    DataType type = graph.params().dataType();
    try (Executor executor = new Executor(graph, batch);
        PrivateGradient gradient = new PrivateGradient(executor)) {
      INDArray[] singles = singles(executor, count);
      double[] norms = new double[count];
      for (int i = 0; i < count; i++) {
        norms[i] = norm(singles[i]);
      }
      double clip = Arrays.stream(norms).average().orElseThrow();
      INDArray expected = Nd4j.zeros(type, 1, graph.numParams());
      for (int i = 0; i < count; i++) {
        expected.addi(singles[i].mul(Math.min(1, clip / norms[i])));
      }
      INDArray sum = filled(graph, 7);
      run(executor, batch);
      gradient.addClippedSum(count, clip, new GradientSum(sum));
      for (int i = 0; i < count; i++) {
        assertEquals(norms[i], gradient.norms()[i], tolerance * norms[i]);
      }
      double error = Arrays32.relative(sum, expected);
      assertTrue(error < tolerance, "relative error " + error);
    }
  }

  /** Gradients of the batch's first examples, each by a batch of one. */
  private static INDArray[] singles(Executor executor, int count) {
    INDArray[] singles = new INDArray[count];
    fillInput(executor);
    fillOutputGradient(executor);
    try (Executor single = new Executor(executor.graph(), 1)) {
      for (int i = 0; i < count; i++) {
        single.input().slice(0).assign(executor.input().slice(i));
        single.forward(true);
        single.outputGradient().slice(0).assign(executor.outputGradient().slice(i));
        single.backward(true, false);
        singles[i] = single.gradient().dup();
      }
    }
    return singles;
  }

  private static void run(Executor executor, int batch) {
    assertEquals(batch, executor.batch());
    fillInput(executor);
    executor.forward(true);
    fillOutputGradient(executor);
  }

  private static void fillInput(Executor executor) {
    Arrays32.fill(executor.input(), Arrays32.random(21), 1);
  }

  private static void fillOutputGradient(Executor executor) {
    Arrays32.fill(executor.outputGradient(), Arrays32.random(22), 1);
  }
}
