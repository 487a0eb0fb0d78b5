/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import io.github.veil.network.Executor;
import io.github.veil.train.AdversarialLoss;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One patch critic in training. */
final class Discrimination implements AutoCloseable {

  /** The source halves the critics' loss, so that they learn slower than the generators. */
  private static final double HALF = 0.5;

  private final Executor executor;
  private final AdversarialLoss loss;

  /**
   * @param gradient where its gradient goes, [1, numParams]
   */
  Discrimination(ComputationGraph graph, int batch, AdversarialLoss loss, INDArray gradient) {
    this.loss = loss;
    executor = new Executor(graph, batch);
    executor.bindGradient(gradient);
  }

  /** What runs it; for clipping layer by layer. */
  Executor executor() {
    return executor;
  }

  /**
   * Judges translations for their generator.
   *
   * @param gradient receives the gradient of the result with respect to the images
   * @param weight of one image
   * @return the generator's adversarial loss
   */
  double judge(INDArray images, INDArray gradient, double weight) {
    executor.input().assign(images);
    executor.forward(true);
    double value = PassLoss.ofGenerator(loss, executor.output(), executor.outputGradient(), weight);
    executor.backward(false, true);
    gradient.assign(executor.inputGradient());
    return value;
  }

  /**
   * Computes the critic's gradient from the translations that were judged last.
   *
   * @param add whether to add to the gradient that is there
   * @return the critic's loss on them
   */
  double learnFromJudged(double weight, boolean add) {
    double value =
        PassLoss.ofScores(
            executor.output(),
            executor.outputGradient(),
            HALF * weight,
            loss::fakeSlope,
            loss::fakeLoss);
    backward(add);
    return value;
  }

  /** As {@link #learnFromJudged} from other translations. */
  double learnFromFakes(INDArray images, double weight, boolean add) {
    executor.input().assign(images);
    executor.forward(true);
    return learnFromJudged(weight, add);
  }

  /** Adds the gradient from real images; returns the critic's loss on them. */
  double learnFromReal(INDArray images, double weight) {
    executor.input().assign(images);
    executor.forward(true);
    double value =
        PassLoss.ofScores(
            executor.output(),
            executor.outputGradient(),
            HALF * weight,
            loss::realSlope,
            loss::realLoss);
    backward(true);
    return value;
  }

  private void backward(boolean add) {
    executor.addGradients(add);
    executor.backward(true, false);
  }

  @Override
  public void close() {
    executor.close();
  }
}
