/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import io.github.veil.core.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Exact per-example clipping of a network's gradient (Abadi et al. 2016) by book-keeping (Bu et al.
 * 2023): norms come from the incoming values and outgoing gradients of every layer, then one more
 * weighted pass gives the clipped sum. Per layer either the examples' gradients are kept, from one
 * product per batch or one way back per example, or only their norms are computed ("ghost"),
 * whichever is cheapest.
 *
 * <p>Everything computed here is private data: only the accumulated sum may leave, and only after
 * noise has been added to it.
 */
public final class PrivateGradient implements AutoCloseable {

  private final Executor executor;
  private final List<List<ExampleGradient>> layers = new ArrayList<>();
  private final Map<Step, Runnable> slicedSteps = new HashMap<>();
  private final INDArray weights;
  private double[] norms = new double[0];

  /**
   * @param executor runs the critic; its buffers are used and overwritten
   * @throws IllegalArgumentException if a layer works across the batch, see {@link PrivacyCheck}
   */
  public PrivateGradient(Executor executor) {
    PrivacyCheck.requirePerExample(executor.graph());
    this.executor = executor;
    for (ParameterStep step : executor.parameterSteps()) {
      List<ExampleGradient> parts = step.exampleGradients(executor.workspace());
      layers.add(parts);
      if (parts.get(0) instanceof SlicedExampleGradient sliced) {
        slicedSteps.put(step, sliced::backward);
      }
    }
    var type = executor.graph().params().dataType();
    this.weights = Ops.allocate(type, 1, executor.batch());
  }

  /** How many layers have parameters: the L of {@link #addLayerClippedSum}. */
  public int layerCount() {
    return layers.size();
  }

  /**
   * Adds the sum over the first {@code count} examples of min(1, C / |g_i|) g_i. An example whose
   * gradient is not finite counts as 0.
   *
   * <p>Call after {@code executor.forward} with the gradient of every example's own loss (not
   * divided by the batch size) in its row of {@code executor.outputGradient()}. The rest of the
   * batch is padding and does not count.
   *
   * @param count how many examples count, 0 to the batch size
   * @param clipNorm C, greater than 0
   * @param accumulator [1, numParams], receives the sum on top of what it holds
   */
  public void addClippedSum(int count, double clipNorm, INDArray accumulator) {
    Require.positive(clipNorm, "The clip norm");
    OpTasks.alone(() -> add(count, accumulator, squares -> flatFactors(squares, count, clipNorm)));
  }

  /**
   * As {@link #addClippedSum}, but clips every layer by itself to C / sqrt(L), so that the whole
   * still has at most the norm C.
   */
  public void addLayerClippedSum(int count, double clipNorm, INDArray accumulator) {
    Require.positive(clipNorm, "The clip norm");
    double bound = clipNorm / Math.sqrt(layerCount());
    OpTasks.alone(() -> add(count, accumulator, squares -> layerFactors(squares, count, bound)));
  }

  /**
   * Gradient norms of the examples in the latest call, before clipping: private data that must
   * never leave; for tests only.
   */
  double[] norms() {
    return norms.clone();
  }

  /** Turns squared norms, [layer][example], into clipping factors of the same shape. */
  @FunctionalInterface
  private interface Clipping {
    double[][] factors(double[][] squaredNorms);
  }

  private void add(int count, INDArray accumulator, Clipping clipping) {
    Require.within(count, 0, executor.batch(), "The number of examples that count");
    if (count == 0) {
      norms = new double[0];
      return;
    }
    zeroPadding(count);
    double[][] squaredNorms = finiteSquaredNorms();
    norms = totals(squaredNorms, count);
    if (squaredNorms.length == 0) {
      return;
    }
    double[][] factors = clipping.factors(squaredNorms);
    List<ParameterStep> steps = executor.parameterSteps();
    for (int layer = 0; layer < layers.size(); layer++) {
      setWeights(factors[layer]);
      List<ExampleGradient> parts = layers.get(layer);
      Runnable sum = () -> parts.forEach(part -> part.writeWeightedSum(weights));
      Scratch buffer = executor.workspace().addends();
      steps.get(layer).parameters().addGradient(buffer, sum, accumulator);
    }
  }

  /**
   * The norms; examples that are not finite are replaced by zeros and everything is computed again,
   * because 0 x NaN is not 0.
   *
   * @return [layer][example], or nothing when even a zero example has no finite gradient
   */
  private double[][] finiteSquaredNorms() {
    INDArray outputGradient = executor.outputGradient().dup();
    try {
      for (int attempt = 0; attempt < 2; attempt++) {
        executor.backwardBetweenLayers(slicedSteps);
        double[][] squaredNorms = squaredNorms();
        List<Integer> broken = notFinite(squaredNorms);
        if (broken.isEmpty()) {
          return squaredNorms;
        }
        for (int example : broken) {
          executor.input().slice(example).assign(0);
          outputGradient.slice(example).assign(0);
        }
        executor.forward(true);
        executor.outputGradient().assign(outputGradient);
      }
      return new double[0][];
    } finally {
      outputGradient.close();
    }
  }

  private double[][] squaredNorms() {
    double[][] all = new double[layers.size()][];
    for (int layer = 0; layer < all.length; layer++) {
      double[] squared = new double[executor.batch()];
      layers.get(layer).forEach(part -> part.addSquaredNorms(squared));
      all[layer] = squared;
    }
    return all;
  }

  private static List<Integer> notFinite(double[][] squaredNorms) {
    List<Integer> broken = new ArrayList<>();
    for (int example = 0; example < squaredNorms[0].length; example++) {
      double total = 0;
      for (double[] layer : squaredNorms) {
        total += layer[example];
      }
      if (!Double.isFinite(total)) {
        broken.add(example);
      }
    }
    return broken;
  }

  private void zeroPadding(int count) {
    for (int example = count; example < executor.batch(); example++) {
      executor.outputGradient().slice(example).assign(0);
    }
  }

  private static double[] totals(double[][] squaredNorms, int count) {
    double[] totals = new double[squaredNorms.length == 0 ? 0 : count];
    for (int example = 0; example < totals.length; example++) {
      for (double[] layer : squaredNorms) {
        totals[example] += Math.max(0, layer[example]);
      }
      totals[example] = Math.sqrt(totals[example]);
    }
    return totals;
  }

  private static double[][] flatFactors(double[][] squaredNorms, int count, double clipNorm) {
    double[] totals = totals(squaredNorms, count);
    double[] factors = new double[squaredNorms[0].length];
    for (int example = 0; example < count; example++) {
      factors[example] = factor(totals[example], clipNorm);
    }
    double[][] all = new double[squaredNorms.length][];
    Arrays.fill(all, factors);
    return all;
  }

  private static double[][] layerFactors(double[][] squaredNorms, int count, double bound) {
    double[][] all = new double[squaredNorms.length][squaredNorms[0].length];
    for (int layer = 0; layer < all.length; layer++) {
      for (int example = 0; example < count; example++) {
        double norm = Math.sqrt(Math.max(0, squaredNorms[layer][example]));
        all[layer][example] = factor(norm, bound);
      }
    }
    return all;
  }

  private static double factor(double norm, double bound) {
    return norm <= bound ? 1 : bound / norm;
  }

  private void setWeights(double[] factors) {
    try (INDArray row = Nd4j.createFromArray(factors)) {
      weights.assign(row.reshape(1, factors.length));
    }
  }

  /** Frees what the examples' gradients took; the executor stays open. */
  @Override
  public void close() {
    layers.forEach(parts -> parts.forEach(ExampleGradient::close));
    weights.close();
  }
}
