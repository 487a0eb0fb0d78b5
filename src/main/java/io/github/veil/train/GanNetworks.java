/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.core.RandomSource;
import io.github.veil.network.Executor;
import io.github.veil.network.GanArchitecture;
import io.github.veil.network.HostMemory;
import io.github.veil.network.Optimizer;
import io.github.veil.network.SpectralNorm;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Everything of a GAN training that lives in native memory: the two networks, what executes them,
 * their optimisers, and the moving average of the generator's weights.
 */
final class GanNetworks implements AutoCloseable {

  /** Most examples that pass through a network at once; a larger batch goes through in parts. */
  private static final int MOST_AT_ONCE = 64;

  final ComputationGraph generator;
  final ComputationGraph critic;
  final Executor generatorExecutor;
  final Executor criticExecutor;

  /** For what is left of a Poisson batch, so that a few examples do not cost a whole part. */
  final Executor criticRemainder;

  final Optimizer generatorOptimizer;
  final Optimizer criticOptimizer;
  final INDArray average;

  /** What bounds the critic's weights; null for none. */
  final SpectralNorm spectralNorm;

  private final double averaging;

  GanNetworks(GanArchitecture architecture, GanConfig config, RandomSource random) {
    GanConfig.Optimization how = config.optimization();
    int part = Math.min(how.batchSize(), MOST_AT_ONCE);
    generator = architecture.generator(random.generator("weights of generator", 0));
    critic = architecture.critic(random.generator("weights of critic", 0));
    generatorExecutor = new Executor(generator, part);
    criticExecutor = new Executor(critic, part);
    criticRemainder = new Executor(critic, Math.max(1, part / 4));
    generatorOptimizer = optimizer(how, how.generatorRate(), generator);
    criticOptimizer = optimizer(how, how.criticRate(), critic);
    averaging = how.averaging();
    average = generator.params().dup();
    double bound = config.regularization().spectralNorm();
    spectralNorm =
        bound == 0
            ? null
            : new SpectralNorm(critic, bound, random.generator("spectral norm of critic", 0));
  }

  private static Optimizer optimizer(
      GanConfig.Optimization how, double rate, ComputationGraph graph) {
    return switch (how.optimizer()) {
      case RMSPROP -> Optimizer.rmsProp(graph.numParams(), rate);
      case ADAM -> Optimizer.adam(graph.numParams(), rate, 0.5, 0.9);
    };
  }

  /** A flat buffer for a gradient of {@code graph}. */
  static INDArray gradientBuffer(ComputationGraph graph) {
    return Nd4j.create(DataType.FLOAT, 1, graph.numParams());
  }

  /** How many examples an executor holds. */
  static int batch(Executor executor) {
    return (int) executor.input().size(0);
  }

  /** The work that takes most of the time, on whatever the buffers hold; changes no weights. */
  void trial() {
    criticExecutor.forward(true);
    criticExecutor.backward(true, true);
  }

  /**
   * Generates a part of fakes from the next inputs and passes it through the critic.
   *
   * @param codes receives the part's conditions, [batch, width]
   */
  void forwardFake(FakeInputs inputs, float[] codes) {
    inputs.fill(generatorExecutor.input(), codes);
    criticExecutor.input().assign(generatorExecutor.forward(true));
    criticExecutor.forward(true);
  }

  /** Room for the conditions of one part. */
  float[] codes(Conditions conditions) {
    return new float[batch(generatorExecutor) * conditions.schema().width()];
  }

  /** Sets the optimisers' step counters after their states were restored. */
  void resumeAfter(TrainingState state) {
    generatorOptimizer.restore(generatorOptimizer.state(), Math.toIntExact(state.iteration()));
    criticOptimizer.restore(criticOptimizer.state(), Math.toIntExact(state.criticSteps()));
  }

  /** Moves the average a step towards the generator's present weights. */
  void updateAverage() {
    if (averaging > 0) {
      average.muli(averaging);
      average.addi(generator.params().mul(1 - averaging));
    }
  }

  /** The weights a model is saved with: the average where there is one. */
  INDArray releasedWeights() {
    return averaging > 0 ? average : generator.params();
  }

  /**
   * Generates with the released weights.
   *
   * @param codes receives the conditions of the images, [batch, width]
   * @return [batch, channels, size, size] in [-1, 1], a copy on the Java heap
   */
  float[] generate(FakeInputs inputs, float[] codes) {
    INDArray kept = averaging > 0 ? generator.params().dup() : null;
    if (kept != null) {
      generator.params().assign(average);
    }
    inputs.fill(generatorExecutor.input(), codes);
    INDArray images = generatorExecutor.forward(false);
    float[] copy = new float[(int) images.length()];
    HostMemory.read(images, copy, 0);
    if (kept != null) {
      generator.params().assign(kept);
      kept.close();
    }
    return copy;
  }

  @Override
  public void close() {
    generatorExecutor.close();
    criticExecutor.close();
    criticRemainder.close();
    generatorOptimizer.close();
    criticOptimizer.close();
    average.close();
    if (spectralNorm != null) {
      spectralNorm.close();
    }
  }
}
