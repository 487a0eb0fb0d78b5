/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import io.github.veil.network.Executor;
import io.github.veil.network.Ops;
import java.util.List;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * All losses of slices x and y, and their gradients with respect to all four networks at their
 * present weights (Zhu et al. 2017, equations 1 to 3, with the identity loss of section 5.2).
 *
 * <p>Every term belongs to one slice: x enters as D_y(G(x)), F(G(x)) - x, F(x) - x and D_x(x), and
 * y likewise. So the gradient of a batch is a sum of one gradient per slice, which private training
 * relies on.
 */
final class CyclePass implements AutoCloseable {

  private final CycleConfig.Losses weights;
  private final boolean withIdentity;
  private final List<INDArray> gradients;
  private final Translation g;
  private final Translation f;
  private final Discrimination criticX;
  private final Discrimination criticY;
  private final INDArray x;
  private final INDArray y;

  /** What a critic is shown instead of the newest translations. */
  @FunctionalInterface
  interface Exchange {

    /** Shows the critic the newest translations. */
    Exchange NONE = images -> false;

    /**
     * @param images the newest translations, [batch, …]; may be replaced in place
     * @return whether any was replaced
     */
    boolean replace(INDArray images);
  }

  /** What is given to {@link #run} for one of the two sets. */
  record Side(float[] slices, double weight, Exchange exchange) {}

  /**
   * @param graphs G, F, the critic of X, the critic of Y
   * @param batch slices of each set in a pass
   */
  CyclePass(List<ComputationGraph> graphs, CycleConfig.Losses weights, int batch) {
    this.weights = weights;
    withIdentity = weights.identity() > 0;
    gradients =
        graphs.stream()
            .map(graph -> Ops.allocate(graph.params().dataType(), 1, graph.numParams()))
            .toList();
    g = new Translation(graphs.get(0), batch, withIdentity, gradients.get(0));
    f = new Translation(graphs.get(1), batch, withIdentity, gradients.get(1));
    criticX = new Discrimination(graphs.get(2), batch, weights.adversarial(), gradients.get(2));
    criticY = new Discrimination(graphs.get(3), batch, weights.adversarial(), gradients.get(3));
    x = criticX.executor().input().ulike();
    y = criticY.executor().input().ulike();
  }

  /** Gradients of G, F, the critic of X and the critic of Y, each [1, numParams]. */
  List<INDArray> gradients() {
    return gradients;
  }

  /** What runs the networks, in the same order. */
  List<Executor> executors() {
    return List.of(g.executor(), f.executor(), criticX.executor(), criticY.executor());
  }

  /** Draws the dropout masks of the passes that follow. */
  void drawMasks(RandomGenerator random) {
    g.drawMasks(random);
    f.drawMasks(random);
  }

  /**
   * Computes losses and gradients.
   *
   * @param sideX slices of X, [batch, channels, size, size], with the weight of each in the sum
   * @param sideY slices of Y
   * @param add whether to add to the gradients that are there
   */
  CycleHistory.Losses run(Side sideX, Side sideY, boolean add) {
    load(sideX.slices, sideY.slices);
    g.translate();
    f.translate();
    double genG = criticY.judge(g.translated(), g.translatedGradient(), sideX.weight);
    double discY = learn(criticY, g.translated(), y, sideX, sideY.weight, add);
    double genF = criticX.judge(f.translated(), f.translatedGradient(), sideY.weight);
    double discX = learn(criticX, f.translated(), x, sideY, sideX.weight, add);
    double cycle = cycle(f, g, x, sideX.weight, add) + cycle(g, f, y, sideY.weight, add);
    double sameX = identity(f, x, sideX.weight);
    double sameY = identity(g, y, sideY.weight);
    g.backwardTranslate();
    f.backwardTranslate();
    return new CycleHistory.Losses(
        genG, genF, discX, discY, cycle, sameX + sameY, genG + cycle + sameY, genF + cycle + sameX);
  }

  private void load(float[] slicesX, float[] slicesY) {
    Ops.copy(slicesX, x);
    Ops.copy(slicesY, y);
    g.source().assign(x);
    f.source().assign(y);
    if (withIdentity) {
      g.target().assign(y);
      f.target().assign(x);
    }
  }

  /** The critic's own loss, on translations of {@code from} and on real images. */
  private static double learn(
      Discrimination critic,
      INDArray fakes,
      INDArray real,
      Side from,
      double realWeight,
      boolean add) {
    try (INDArray shown = fakes.dup('c')) {
      double onFakes =
          from.exchange.replace(shown)
              ? critic.learnFromFakes(shown, from.weight, add)
              : critic.learnFromJudged(from.weight, add);
      return onFakes + critic.learnFromReal(real, realWeight);
    }
  }

  /** The way there by {@code there}, and back by {@code back}. */
  private double cycle(
      Translation back, Translation there, INDArray originals, double weight, boolean add) {
    INDArray cycled = back.bringBack(there.translated());
    double loss =
        PassLoss.ofDifference(
            cycled, originals, back.broughtBackGradient(), weights.cycle() * weight);
    there.translatedGradient().addi(back.backwardBringBack(add));
    return loss;
  }

  private double identity(Translation translation, INDArray originals, double weight) {
    return withIdentity
        ? PassLoss.ofDifference(
            translation.same(),
            originals,
            translation.sameGradient(),
            weights.cycle() * weights.identity() * weight)
        : 0;
  }

  @Override
  public void close() {
    g.close();
    f.close();
    criticX.close();
    criticY.close();
    x.close();
    y.close();
    gradients.forEach(INDArray::close);
  }
}
