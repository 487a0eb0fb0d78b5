/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Doubling, joining and convolving one after the other are the oracle. */
class ResizeConvStepTest {

  /** The last two have enough pixels for minimal filtering, or weights for products. */
  @ParameterizedTest
  @CsvSource({
    "FLOAT,1,1,1,1,1,1",
    "FLOAT,3,20,5,7,6,5",
    "FLOAT,2,17,33,4,1,9",
    "DOUBLE,2,3,2,4,5,3",
    "FLOAT,4,128,64,128,16,16",
    "FLOAT,2,256,16,256,2,2"
  })
  void resizeConv_bothWays_equalsItsPartsOneAfterTheOther(
      DataType type, int batch, int n, int m, int c, int height, int width) {
    Workspace workspace = Workspace.of(type);
    Signal small = signal(workspace, type, 1, batch, n, height, width);
    Signal other = signal(workspace, type, 2, batch, m, 2 * height, 2 * width);
    Signal out = signal(workspace, type, 3, batch, c, 2 * height, 2 * width);
    GivenParameters given = new GivenParameters(type, c, c, n + m, 3, 3);
    try (ResizeConvStep step = new ResizeConvStep(small, other, out, given, workspace)) {
      Map<String, INDArray> fast = results(step, small, other, out, given);
      Signal doubled = signal(workspace, type, 4, batch, n, 2 * height, 2 * width);
      Signal joint = signal(workspace, type, 5, batch, n + m, 2 * height, 2 * width);
      Step slow =
          new InTurn(
              List.of(
                  new UpsampleStep(small, doubled),
                  new ConcatStep(List.of(doubled, other), joint),
                  new ConvStep(joint, out, ResizeKernel.CONVOLUTION, given, workspace)),
              List.of(small, other, doubled, joint));
      Map<String, INDArray> expected = results(slow, small, other, out, given);
      expected.forEach(
          (name, value) -> {
            double error = Arrays32.relative(fast.get(name), value);
            assertTrue(error < (type == DataType.FLOAT ? 2e-6 : 1e-14), name + " " + error);
          });
    }
  }

  private static Map<String, INDArray> results(
      Step step, Signal small, Signal other, Signal out, GivenParameters given) {
    Map<String, INDArray> results = new HashMap<>();
    step.forward(true);
    results.put("output", out.value().dup());
    for (boolean[] wanted : new boolean[][] {{true, true}, {true, false}, {false, true}}) {
      String which = wanted[0] + " " + wanted[1] + " ";
      Arrays32.fill(out.gradient(), Arrays32.random(6), 1);
      small.expect();
      other.expect();
      step.backward(wanted[0], wanted[1]);
      if (wanted[0]) {
        results.put(which + "weights", given.gradient("W").dup());
        results.put(which + "bias", given.gradient("b").dup());
      }
      if (wanted[1]) {
        results.put(which + "small", small.gradient().dup());
        results.put(which + "other", other.gradient().dup());
      }
      small.gradient().assign(7);
      other.gradient().assign(7);
      given.gradient("W").assign(7);
      given.gradient("b").assign(7);
    }
    return results;
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "5,16,16", "3,20,37"})
  void kernel_onTheHost_equalsThatOfNd4jAndHasAnAdjoint(int c, int n, int channels) {
    INDArray w = Ops.allocate(DataType.FLOAT, c, channels, 3, 3);
    INDArray k = Ops.allocate(DataType.FLOAT, n, c, 4, 4);
    Arrays32.fill(w, Arrays32.random(1), 1);
    ResizeKernel.widen(w, k);
    INDArray expected = k.like();
    ResizeKernel.widenByNd4j(w, expected);
    assertTrue(Arrays32.relative(k, expected) < 1e-6);

    INDArray gradient = k.like();
    Arrays32.fill(gradient, Arrays32.random(2), 1);
    INDArray back = w.dup();
    ResizeKernel.narrow(gradient, back);
    INDArray expectedBack = w.dup();
    ResizeKernel.narrowByNd4j(gradient, expectedBack);
    assertTrue(Arrays32.relative(back, expectedBack) < 1e-6);
  }

  @Test
  void segmentationUNet_everyLevelUp_isDoneSo() {
    ComputationGraph graph = new SegmentationArchitecture(1, 2, 4, 0.5).segmenter(1);
    try (Executor executor = new Executor(graph, 1, 1, 16, 16)) {
      List<ParameterStep> up =
          executor.parameterSteps().stream().filter(ResizeConvStep.class::isInstance).toList();
      assertEquals(3, up.size());
      IllegalArgumentException refusal =
          assertThrows(
              IllegalArgumentException.class,
              () -> up.get(0).exampleGradients(executor.workspace()));
      assertTrue(refusal.getMessage().contains("up2a"), refusal.getMessage());
    }
  }

  private static Signal signal(Workspace workspace, DataType type, int seed, long... shape) {
    Signal signal = new Signal(type, shape, true, workspace.addends());
    Arrays32.fill(signal.value(), Arrays32.random(seed), 1);
    return signal;
  }

  private record InTurn(List<Step> steps, List<Signal> signals) implements Step {

    @Override
    public void forward(boolean training) {
      steps.forEach(step -> step.forward(training));
    }

    @Override
    public void backward(boolean wantWeights, boolean wantInput) {
      signals.forEach(Signal::expect);
      for (int i = steps.size() - 1; i >= 0; i--) {
        steps.get(i).backward(wantWeights, wantInput);
      }
    }
  }
}
