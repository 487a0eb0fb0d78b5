/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.bench;

import io.github.veil.core.RandomSource;
import io.github.veil.network.Engine;
import io.github.veil.network.Executor;
import io.github.veil.network.GanArchitecture;
import io.github.veil.network.HostMemory;
import io.github.veil.network.Optimizer;
import io.github.veil.network.Threads;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * One generator step as training takes it: latent vectors, images, scores, back through the critic
 * and the generator, RMSprop.
 */
final class GeneratorWork implements Work {

  private final ComputationGraph graph;
  private final Executor generator;
  private final Executor critic;
  private final Optimizer optimizer;
  private final RandomGenerator random = RandomSource.secure().generator("latents", 0);
  private final float[] latents;
  private final int batch;

  private GeneratorWork(GanArchitecture architecture, int batch) {
    this.batch = batch;
    graph = architecture.generator(1);
    generator = new Executor(graph, batch);
    critic = new Executor(architecture.critic(1), batch);
    optimizer = Optimizer.rmsProp(graph.numParams(), 5e-5);
    latents = new float[(int) generator.input().length()];
    critic.bindInput(generator.output());
    generator.bindOutputGradient(critic.inputGradient());
  }

  static GeneratorWork create(Options options) {
    Engine.start();
    GeneratorWork work =
        new GeneratorWork(CriticWork.architecture(options), options.integer("batch"));
    new Threads().tune(work::step);
    return work;
  }

  @Override
  public void step() {
    for (int i = 0; i < latents.length; i++) {
      latents[i] = (float) random.nextGaussian();
    }
    HostMemory.write(latents, 0, generator.input());
    generator.forward(true);
    critic.forward(true);
    critic.outputGradient().assign(-1.0 / batch);
    critic.backward(false, true);
    generator.backward(true, false);
    optimizer.apply(generator.gradient(), graph.params());
  }

  @Override
  public void close() {
    generator.close();
    critic.close();
    optimizer.close();
  }
}
