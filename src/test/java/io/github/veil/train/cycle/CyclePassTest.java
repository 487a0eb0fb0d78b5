/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.core.RandomSource;
import io.github.veil.network.PatchCriticArchitecture;
import io.github.veil.network.ResNetArchitecture;
import io.github.veil.network.UNetArchitecture;
import io.github.veil.train.AdversarialLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Central differences in double precision of what each network minimises. */
class CyclePassTest {

  private static final int SIZE = 32;
  private static final double STEP = 1e-7;
  private static final int PLACES = 7;

  /** What G, F, the critic of X and the critic of Y minimise, in the order of the gradients. */
  private static final List<ToDoubleFunction<CycleHistory.Losses>> OBJECTIVES =
      List.of(
          CycleHistory.Losses::totalGenG,
          CycleHistory.Losses::totalGenF,
          CycleHistory.Losses::discX,
          CycleHistory.Losses::discY);

  private final RandomSource random = RandomSource.seeded(7);

  @ParameterizedTest
  @CsvSource({
    "UNET, LOGISTIC, 0.5, 1, 1, 1",
    "RESNET, LEAST_SQUARES, 0.5, 2, 2, 2",
    "RESNET, LOGISTIC, 0, 1, 2, 1"
  })
  void gradients_ofAllNetworks_equalCentralDifferences(
      CycleConfig.GeneratorKind kind,
      AdversarialLoss loss,
      double identity,
      int channelsX,
      int channelsY,
      int batch) {
    CycleConfig.Losses losses = new CycleConfig.Losses(loss, 10, identity);
    List<ComputationGraph> graphs = graphs(kind, channelsX, channelsY);
    CyclePass.Side x = side("x", batch * channelsX, 0.7);
    CyclePass.Side y = side("y", batch * channelsY, 0.4);
    try (CyclePass pass = new CyclePass(graphs, losses, batch)) {
      pass.drawMasks(random.generator("masks", 0));
      pass.run(x, y, false);
      List<INDArray> gradients = pass.gradients().stream().map(INDArray::dup).toList();
      for (int network = 0; network < graphs.size(); network++) {
        ToDoubleFunction<CycleHistory.Losses> objective = OBJECTIVES.get(network);
        INDArray params = graphs.get(network).params();
        INDArray gradient = gradients.get(network);
        double scale = gradient.norm2Number().doubleValue() / Math.sqrt(gradient.length());
        assertTrue(scale > 0);
        RandomGenerator places = random.generator("places", network);
        for (int i = 0; i < PLACES; i++) {
          long place = places.nextLong(params.length());
          double value = params.getDouble(place);
          params.putScalar(place, value + STEP);
          double above = objective.applyAsDouble(pass.run(x, y, false));
          params.putScalar(place, value - STEP);
          double below = objective.applyAsDouble(pass.run(x, y, false));
          params.putScalar(place, value);
          double numeric = (above - below) / (2 * STEP);
          assertEquals(
              numeric,
              gradient.getDouble(place),
              1e-3 * (Math.abs(numeric) + 0.1 * scale),
              "network " + network + ", parameter " + place);
        }
      }
    }
  }

  /** What private training rests on: no term joins two slices. */
  @Test
  void gradients_ofABatch_areTheSumOfTheGradientsOfItsSlices() {
    CycleConfig.Losses losses = new CycleConfig.Losses(AdversarialLoss.LOGISTIC, 10, 0.5);
    List<ComputationGraph> graphs = graphs(CycleConfig.GeneratorKind.RESNET, 1, 1);
    float[] x = side("x", 2, 1).slices();
    float[] y = side("y", 2, 1).slices();
    try (CyclePass whole = new CyclePass(graphs, losses, 2);
        CyclePass single = new CyclePass(graphs, losses, 1)) {
      whole.run(plain(x, 1), plain(y, 1), false);
      for (int i = 0; i < 2; i++) {
        single.run(plain(slice(x, i), 1), plain(slice(y, 1 - i), 0), i > 0);
        single.run(plain(slice(x, 1 - i), 0), plain(slice(y, i), 1), true);
      }
      for (int network = 0; network < graphs.size(); network++) {
        INDArray difference = whole.gradients().get(network).sub(single.gradients().get(network));
        double norm = whole.gradients().get(network).norm2Number().doubleValue();
        assertTrue(norm > 0);
        assertEquals(0, difference.norm2Number().doubleValue() / norm, 1e-9);
      }
    }
  }

  /** A critic that is shown other translations has another gradient; the generators have not. */
  @Test
  void exchange_changesTheCriticsGradientOnly() {
    CycleConfig.Losses losses = new CycleConfig.Losses(AdversarialLoss.LEAST_SQUARES, 10, 0.5);
    List<ComputationGraph> graphs = graphs(CycleConfig.GeneratorKind.RESNET, 1, 1);
    CyclePass.Side x = side("x", 1, 1);
    CyclePass.Side y = side("y", 1, 1);
    CyclePass.Exchange zeros =
        images -> {
          images.assign(0);
          return true;
        };
    try (CyclePass pass = new CyclePass(graphs, losses, 1)) {
      pass.run(x, y, false);
      List<INDArray> before = pass.gradients().stream().map(INDArray::dup).toList();
      pass.run(new CyclePass.Side(x.slices(), 1, zeros), y, false);
      List<INDArray> after = pass.gradients();
      for (int network = 0; network < 3; network++) {
        assertEquals(before.get(network), after.get(network));
      }
      assertTrue(
          before.get(3).distance2(after.get(3)) > 1e-3 * before.get(3).norm2Number().doubleValue());
    }
  }

  private static CyclePass.Side plain(float[] slices, double weight) {
    return new CyclePass.Side(slices, weight, CyclePass.Exchange.NONE);
  }

  private static float[] slice(float[] slices, int index) {
    int length = SIZE * SIZE;
    return java.util.Arrays.copyOfRange(slices, index * length, (index + 1) * length);
  }

  private CyclePass.Side side(String name, int channels, double weight) {
    float[] slices = new float[channels * SIZE * SIZE];
    RandomGenerator generator = random.generator(name, 0);
    for (int i = 0; i < slices.length; i++) {
      slices[i] = 2 * generator.nextFloat() - 1;
    }
    return plain(slices, weight);
  }

  private List<ComputationGraph> graphs(CycleConfig.GeneratorKind kind, int x, int y) {
    List<ComputationGraph> graphs = new ArrayList<>();
    graphs.add(generator(kind, x, y, 1));
    graphs.add(generator(kind, y, x, 2));
    graphs.add(new PatchCriticArchitecture(SIZE, x, 2).critic(3));
    graphs.add(new PatchCriticArchitecture(SIZE, y, 2).critic(4));
    graphs.replaceAll(graph -> graph.convertDataType(DataType.DOUBLE));
    RandomGenerator generator = random.generator("weights", 0);
    for (ComputationGraph graph : graphs) {
      INDArray params = graph.params();
      for (long i = 0; i < params.length(); i++) {
        params.putScalar(i, params.getDouble(i) + 0.1 * generator.nextGaussian());
      }
    }
    return graphs;
  }

  private static ComputationGraph generator(
      CycleConfig.GeneratorKind kind, int in, int out, long seed) {
    return kind == CycleConfig.GeneratorKind.UNET
        ? new UNetArchitecture(SIZE, in, out, 2).generator(seed)
        : new ResNetArchitecture(SIZE, in, out, 2, 1).generator(seed);
  }
}
