/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.bench;

import io.github.veil.core.RandomSource;
import io.github.veil.network.Engine;
import io.github.veil.network.Executor;
import io.github.veil.network.HostMemory;
import io.github.veil.network.Optimizer;
import io.github.veil.network.SegmentationArchitecture;
import io.github.veil.network.Threads;
import io.github.veil.train.supervised.SegmentationLoss;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * One training step of the U-Net as the loop takes it: masks, forward, Dice loss, backward, Adam.
 */
final class SegmentationWork implements Work {

  private final RandomSource random = RandomSource.seeded(1);
  private final ComputationGraph graph;
  private final Executor executor;
  private final Optimizer optimizer;
  private final float[] images;
  private final float[] truth;
  private final float[] logits;
  private final float[] slopes;
  private long steps;

  private SegmentationWork(int size, int base, int batch) {
    graph = new SegmentationArchitecture(1, base, 5, 0.1).segmenter(1);
    executor = new Executor(graph, batch, 1, size, size);
    optimizer = Optimizer.adam(graph.numParams(), 1e-4, 0.9, 0.999);
    images = new float[batch * size * size];
    truth = new float[images.length];
    logits = new float[images.length];
    slopes = new float[images.length];
    RandomGenerator generator = random.generator("images", 0);
    for (int i = 0; i < images.length; i++) {
      images[i] = 2 * generator.nextFloat() - 1;
      truth[i] = images[i] > 0.8 ? 1 : 0;
    }
  }

  static Work create(Options options) {
    Engine.start();
    SegmentationWork work =
        new SegmentationWork(
            options.integer("size"), options.integer("base"), options.integer("batch"));
    new Threads().tune(work::step);
    return work;
  }

  @Override
  public void step() {
    HostMemory.write(images, 0, executor.input());
    executor.drawMasks(random.generator("dropout", steps++));
    HostMemory.read(executor.forward(true), logits, 0);
    SegmentationLoss.DICE.evaluate(logits, truth, slopes);
    HostMemory.write(slopes, 0, executor.outputGradient());
    executor.backward(true, false);
    optimizer.apply(executor.gradient(), graph.params());
  }

  @Override
  public void close() {
    executor.close();
    optimizer.close();
    graph.close();
  }
}
