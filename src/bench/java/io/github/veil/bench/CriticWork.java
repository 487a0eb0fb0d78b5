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
import io.github.veil.network.GradientSum;
import io.github.veil.network.HostMemory;
import io.github.veil.network.Initialisation;
import io.github.veil.network.Ops;
import io.github.veil.network.Optimizer;
import io.github.veil.network.PrivateGradient;
import io.github.veil.network.Threads;
import io.github.veil.privacy.GaussianMechanism;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One critic step on one batch: scores, the gradient of the Wasserstein loss (with privacy: clipped
 * example by example, summed, noised), RMSprop, weight clipping.
 */
final class CriticWork implements Work {

  private static final double CLIP_NORM = 1;
  private static final double NOISE = 1;
  private static final double WEIGHT_CLIP = 0.01;

  /** What is done to the gradient of a batch. */
  enum Kind {
    /** The mean over the batch. */
    PLAIN,
    /** Clipped example by example and summed. */
    WITHOUT_NOISE,
    /** Clipped, summed and noised. */
    PRIVATE
  }

  private final Kind kind;
  private final ComputationGraph graph;
  private final Executor executor;
  private final Optimizer optimizer;
  private final INDArray gradient;
  private final PrivateGradient clipping;
  private final GaussianMechanism mechanism = new GaussianMechanism(NOISE, CLIP_NORM);
  private final RandomSource random = RandomSource.secure();
  private final int batch;
  private long steps;

  private CriticWork(GanArchitecture architecture, int batch, Kind kind) {
    this.kind = kind;
    this.batch = batch;
    graph = architecture.critic(1);
    executor = new Executor(graph, batch);
    optimizer = Optimizer.rmsProp(graph.numParams(), 5e-5);
    boolean plain = kind == Kind.PLAIN;
    gradient = plain ? null : Ops.allocate(DataType.FLOAT, 1, graph.numParams());
    clipping = plain ? null : new PrivateGradient(executor);
    float[] images = new float[(int) executor.input().length()];
    var generator = RandomSource.seeded(1).generator("images", 0);
    for (int i = 0; i < images.length; i++) {
      images[i] = 2 * generator.nextFloat() - 1;
    }
    HostMemory.write(images, 0, executor.input());
  }

  static CriticWork create(Options options, Kind kind) {
    Engine.start();
    CriticWork work = new CriticWork(architecture(options), options.integer("batch"), kind);
    new Threads().tune(work::step);
    return work;
  }

  /** The networks of Kossen et al. 2022 with the base width {@code base}. */
  static GanArchitecture architecture(Options options) {
    int base = options.integer("base");
    return new GanArchitecture(
        options.integer("size"), 2, 128, 0, base, base, 8 * base, Initialisation.HE);
  }

  @Override
  public void step() {
    executor.forward(true);
    INDArray slopes = executor.outputGradient();
    if (kind == Kind.PLAIN) {
      slopes.assign(-1.0 / batch);
      executor.backward(true, false);
      optimizer.apply(executor.gradient(), graph.params());
    } else {
      slopes.assign(-1);
      GradientSum sum = new GradientSum(gradient);
      clipping.addClippedSum(batch, CLIP_NORM, sum);
      sum.finish();
      divide();
      optimizer.apply(gradient, graph.params());
    }
    Ops.clip(graph.params(), WEIGHT_CLIP);
  }

  private void divide() {
    if (kind == Kind.PRIVATE) {
      mechanism.releaseMean(HostMemory.view(gradient), batch, random, steps++);
      HostMemory.written(gradient);
    } else {
      Ops.divide(gradient, batch);
    }
  }

  @Override
  public void close() {
    if (clipping != null) {
      clipping.close();
      gradient.close();
    }
    executor.close();
    optimizer.close();
  }
}
