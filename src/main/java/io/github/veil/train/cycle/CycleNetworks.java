/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import io.github.veil.core.RandomSource;
import io.github.veil.network.Adam;
import io.github.veil.network.PatchCriticArchitecture;
import io.github.veil.network.ResNetArchitecture;
import io.github.veil.network.UNetArchitecture;
import io.github.veil.train.cycle.CycleConfig.GeneratorKind;
import io.github.veil.train.cycle.CycleConfig.Networks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The four networks of a training, their optimisers and image buffers. */
final class CycleNetworks implements AutoCloseable {

  /** Names of the networks in files and for the noise, in the order of all lists of four. */
  static final List<String> NAMES = List.of("g", "f", "critic-x", "critic-y");

  private final List<ComputationGraph> graphs;
  private final List<Adam> optimizers;
  private final ImageBuffer bufferX;
  private final ImageBuffer bufferY;

  CycleNetworks(CycleConfig config, RandomSource random) {
    Networks sizes = config.networks();
    graphs =
        List.of(
            generator(sizes, sizes.channelsX(), sizes.channelsY(), weights(random, 0)),
            generator(sizes, sizes.channelsY(), sizes.channelsX(), weights(random, 1)),
            critic(sizes, sizes.channelsX(), weights(random, 2)),
            critic(sizes, sizes.channelsY(), weights(random, 3)));
    double beta1 = config.optimization().beta1();
    optimizers = graphs.stream().map(graph -> new Adam(graph.numParams(), beta1)).toList();
    int capacity = config.optimization().imageBuffer();
    long area = (long) sizes.size() * sizes.size();
    bufferX = capacity == 0 ? null : new ImageBuffer(capacity, sizes.channelsX() * area);
    bufferY = capacity == 0 ? null : new ImageBuffer(capacity, sizes.channelsY() * area);
  }

  private static RandomGenerator weights(RandomSource random, int network) {
    return random.generator("weights of " + NAMES.get(network), 0);
  }

  private static ComputationGraph generator(
      Networks sizes, int in, int out, RandomGenerator random) {
    int size = sizes.size();
    int width = sizes.generatorWidth();
    return sizes.generator() == GeneratorKind.UNET
        ? new UNetArchitecture(size, in, out, width, sizes.dropout()).generator(random)
        : new ResNetArchitecture(size, in, out, width, ResNetArchitecture.usualBlocks(size))
            .generator(random);
  }

  private static ComputationGraph critic(Networks sizes, int channels, RandomGenerator random) {
    return new PatchCriticArchitecture(sizes.size(), channels, sizes.criticWidth()).critic(random);
  }

  /** G, F, the critic of X, the critic of Y. */
  List<ComputationGraph> graphs() {
    return graphs;
  }

  /** The generator of a direction. */
  ComputationGraph generator(Direction direction) {
    return graphs.get(direction.ordinal());
  }

  /** Translations into X for its critic; null without. */
  ImageBuffer bufferX() {
    return bufferX;
  }

  /** Translations into Y for its critic; null without. */
  ImageBuffer bufferY() {
    return bufferY;
  }

  /**
   * Takes one step of all four networks at once.
   *
   * @param gradients in the order of {@link #graphs}; overwritten
   */
  void update(List<INDArray> gradients, double rate) {
    for (int i = 0; i < graphs.size(); i++) {
      optimizers.get(i).apply(gradients.get(i), graphs.get(i).params(), rate);
    }
  }

  /** All that a checkpoint must keep, by name: the live arrays. */
  Map<String, INDArray> arrays() {
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    for (int i = 0; i < graphs.size(); i++) {
      arrays.put(NAMES.get(i) + ".bin", graphs.get(i).params());
      arrays.put(NAMES.get(i) + "-optimizer.bin", optimizers.get(i).state());
    }
    if (bufferX != null) {
      arrays.put("buffer-x.bin", bufferX.images());
      arrays.put("buffer-y.bin", bufferY.images());
    }
    return arrays;
  }

  /** How many images the buffers of X and Y hold. */
  int[] bufferCounts() {
    return bufferX == null ? new int[2] : new int[] {bufferX.count(), bufferY.count()};
  }

  /** Sets the counters after {@link #arrays} were restored. */
  void resumeAfter(long steps, int[] bufferCounts) {
    optimizers.forEach(optimizer -> optimizer.resumeAfter(Math.toIntExact(steps)));
    if (bufferX != null) {
      bufferX.restored(bufferCounts[0]);
      bufferY.restored(bufferCounts[1]);
    }
  }

  @Override
  public void close() {
    optimizers.forEach(Adam::close);
    if (bufferX != null) {
      bufferX.close();
      bufferY.close();
    }
    graphs.forEach(ComputationGraph::close);
  }
}
