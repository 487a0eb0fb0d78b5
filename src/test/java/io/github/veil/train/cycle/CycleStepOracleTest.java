/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.veil.network.Adam;
import io.github.veil.network.PatchCriticArchitecture;
import io.github.veil.network.ResNetArchitecture;
import io.github.veil.network.UNetArchitecture;
import io.github.veil.train.AdversarialLoss;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Two steps of all four networks in PyTorch 1.13 with torch.optim.Adam, from the same weights and
 * slices: {@code /usr/bin/python3 src/bench/python/cycle_peer.py fixture
 * src/test/resources/golden/cycle}.
 */
class CycleStepOracleTest {

  private static final int SIZE = 32;
  private static final int BASE = 2;
  private static final int STEPS = 2;

  @ParameterizedTest
  @ValueSource(strings = {"unet", "resnet"})
  void lossesAndWeights_ofTwoSteps_equalThoseOfPyTorch(String kind) throws IOException {
    List<ComputationGraph> graphs =
        List.of(
            generator(kind),
            generator(kind),
            new PatchCriticArchitecture(SIZE, 1, BASE).critic(1),
            new PatchCriticArchitecture(SIZE, 1, BASE).critic(1));
    Map<String, INDArray> parameters = parameters(graphs);
    parameters.forEach(
        (name, array) -> {
          array.assign(
              Nd4j.createFromArray(wave(name, array.length(), 0.3)).reshape(array.shape()));
          array.addi(name.endsWith("gain") ? 1 : 0);
        });
    CyclePass.Side x = side("slice x", 0.9);
    CyclePass.Side y = side("slice y", 0.6);
    List<Adam> optimizers = graphs.stream().map(g -> new Adam(g.numParams(), 0.5)).toList();
    CycleConfig.Losses weights = new CycleConfig.Losses(AdversarialLoss.LOGISTIC, 10, 0.5);
    List<String> lines = lines("cycle_" + kind + "_losses.csv");
    try (CyclePass pass = new CyclePass(graphs, weights, 1)) {
      for (int step = 0; step < STEPS; step++) {
        double[] losses = pass.run(x, y, false).values();
        String[] expected = lines.get(1 + step).split(",");
        for (int i = 0; i < expected.length; i++) {
          double value = Double.parseDouble(expected[i]);
          assertEquals(value, losses[i], 1e-4 * Math.max(1, value));
        }
        for (int i = 0; i < graphs.size(); i++) {
          optimizers.get(i).apply(pass.gradients().get(i), graphs.get(i).params(), 2e-4);
        }
      }
    }
    ByteBuffer expected = bytes("cycle_" + kind + "_weights.bin");
    for (Map.Entry<String, INDArray> entry : parameters.entrySet()) {
      float[] actual = entry.getValue().dup('c').reshape(entry.getValue().length()).toFloatVector();
      for (int i = 0; i < actual.length; i++) {
        assertEquals(expected.getFloat(), actual[i], 1e-4, entry.getKey() + "[" + i + "]");
      }
    }
    assertEquals(0, expected.remaining());
    optimizers.forEach(Adam::close);
  }

  private static ComputationGraph generator(String kind) {
    return kind.equals("unet")
        ? new UNetArchitecture(SIZE, 1, 1, BASE, 0).generator(1)
        : new ResNetArchitecture(SIZE, 1, 1, BASE, 2).generator(1);
  }

  /** By names like g/down1/W, sorted, as the script does. */
  private static Map<String, INDArray> parameters(List<ComputationGraph> graphs) {
    Map<String, INDArray> parameters = new TreeMap<>();
    for (int i = 0; i < graphs.size(); i++) {
      String network = CycleNetworks.NAMES.get(i);
      graphs
          .get(i)
          .paramTable()
          .forEach(
              (name, array) -> {
                int end = name.lastIndexOf('_');
                String path = name.substring(0, end) + "/" + name.substring(end + 1);
                parameters.put(network + "/" + path, array);
              });
    }
    return parameters;
  }

  private static CyclePass.Side side(String name, double scale) {
    float[] slice = wave(name, (long) SIZE * SIZE, scale);
    return new CyclePass.Side(slice, 1, CyclePass.Exchange.NONE);
  }

  /** {@code scale * sin(s + 1.3 i)}, where s is the sum of the name's characters. */
  private static float[] wave(String name, long count, double scale) {
    double start = name.chars().sum();
    float[] values = new float[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (scale * Math.sin(start + 1.3 * i));
    }
    return values;
  }

  private static List<String> lines(String name) throws IOException {
    return new String(bytes(name).array(), StandardCharsets.UTF_8).lines().toList();
  }

  private static ByteBuffer bytes(String name) throws IOException {
    try (InputStream in = CycleStepOracleTest.class.getResourceAsStream("/golden/cycle/" + name)) {
      return ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
