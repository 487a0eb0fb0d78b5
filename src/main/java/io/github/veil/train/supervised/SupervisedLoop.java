/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.supervised;

import io.github.veil.core.Progress;
import io.github.veil.core.RandomSource;
import io.github.veil.core.Require;
import io.github.veil.network.Engine;
import io.github.veil.network.Executor;
import io.github.veil.network.HostMemory;
import io.github.veil.network.Optimizer;
import io.github.veil.network.Threads;
import io.github.veil.patch.PatchSource;
import io.github.veil.train.BatchSampler;
import io.github.veil.train.ReadAhead;
import io.github.veil.train.ShuffledSampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** The training loop that segmentation and classification share. */
final class SupervisedLoop {

  /** What is minimised. */
  @FunctionalInterface
  interface Objective {

    /**
     * @param outputs what the network gave for the batch
     * @param patches index of each patch of the batch
     * @param labels label pixels of the batch, 0 or 1; empty for images alone
     * @param slopes receives the derivative of the loss with respect to each output
     * @return the loss
     */
    double evaluate(float[] outputs, int[] patches, float[] labels, float[] slopes);
  }

  private final ComputationGraph graph;
  private final PatchSource patches;
  private final SupervisedConfig config;
  private final Objective objective;
  private final RandomSource random;
  private final int batch;
  private final int area;
  private final float[] changed;
  private final float[] images;
  private final float[] labels;

  SupervisedLoop(
      ComputationGraph graph, PatchSource patches, SupervisedConfig config, Objective objective) {
    Require.atLeast(patches.count(), 2, "The number of patches to train on");
    this.graph = graph;
    this.patches = patches;
    this.config = config;
    this.objective = objective;
    this.random = RandomSource.seeded(config.seed());
    this.batch = Math.min(config.batchSize(), patches.count());
    this.area = patches.size() * patches.size();
    this.changed = new float[patches.channels() * area];
    this.images = new float[batch * area];
    this.labels = new float[patches.channels() > 1 ? batch * area : 0];
  }

  /**
   * Trains to the end.
   *
   * @throws CancellationException if the user asked to stop
   */
  LossHistory run(String task, Progress progress) {
    Engine.start();
    Threads threads = new Threads();
    int perEpoch = patches.count() / batch;
    long total = (long) perEpoch * config.epochs();
    List<Double> losses = new ArrayList<>();
    BatchSampler shuffled = new ShuffledSampler(patches.count(), batch, random);
    try (ReadAhead ahead = new ReadAhead(shuffled, patches::read);
        Executor executor = new Executor(graph, batch, 1, patches.size(), patches.size());
        Optimizer optimizer =
            Optimizer.adam(graph.numParams(), config.learningRate(), 0.9, 0.999)) {
      float[] outputs = new float[(int) executor.output().length()];
      float[] slopes = new float[outputs.length];
      threads.tune(() -> executor.forward(false));
      for (int epoch = 0; epoch < config.epochs(); epoch++) {
        double sum = 0;
        for (int i = 0; i < perEpoch; i++) {
          long step = (long) epoch * perEpoch + i;
          requireRunning(progress);
          int[] drawn = fill(ahead, step);
          sum += step(executor, optimizer, step, drawn, outputs, slopes);
          progress.report(step + 1, total, message(task, epoch, losses));
        }
        losses.add(sum / perEpoch);
        threads.adapt();
      }
    }
    return new LossHistory(losses);
  }

  private double step(
      Executor executor,
      Optimizer optimizer,
      long step,
      int[] drawn,
      float[] outputs,
      float[] slopes) {
    HostMemory.write(images, 0, executor.input());
    executor.drawMasks(random.generator("dropout", step));
    HostMemory.read(executor.forward(true), outputs, 0);
    double loss = objective.evaluate(outputs, drawn, labels, slopes);
    Require.that(
        Double.isFinite(loss),
        "Training diverged in step %d: the loss is %s; lower the learning rate.",
        step + 1,
        loss);
    HostMemory.write(slopes, 0, executor.outputGradient());
    executor.backward(true, false);
    optimizer.apply(executor.gradient(), graph.params());
    return loss;
  }

  /**
   * Fills images and labels with the patches of a step.
   *
   * @return their indices
   */
  private int[] fill(ReadAhead ahead, long step) {
    int[] drawn = ahead.draw(step).stream().mapToInt(unit -> unit[0]).toArray();
    RandomGenerator changes = random.generator("augmentation", step);
    for (int i = 0; i < batch; i++) {
      fill(i, ahead.example(drawn[i]), changes);
    }
    return drawn;
  }

  private void fill(int position, float[] patch, RandomGenerator changes) {
    config.augmentation().apply(changes, patch, patches.size(), changed);
    System.arraycopy(changed, 0, images, position * area, area);
    if (labels.length > 0) {
      for (int i = 0; i < area; i++) {
        labels[position * area + i] = changed[area + i] > 0 ? 1 : 0;
      }
    }
  }

  private static void requireRunning(Progress progress) {
    if (progress.isCanceled()) {
      throw new CancellationException("The training was cancelled; nothing was written.");
    }
  }

  private String message(String task, int epoch, List<Double> losses) {
    String text =
        String.format(Locale.ROOT, "%s: epoch %d of %d", task, epoch + 1, config.epochs());
    return losses.isEmpty()
        ? text
        : String.format(Locale.ROOT, "%s, loss %.4f", text, losses.get(losses.size() - 1));
  }
}
