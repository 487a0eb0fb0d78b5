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
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Exact per-example clipping of a network's gradient (Abadi et al. 2016) by book-keeping (Bu et al.
 * 2023): norms come from the incoming values and outgoing gradients of every layer, then one more
 * weighted pass gives the clipped sum. Per layer either the examples' gradients are kept, from one
 * product per batch or one way back per example, or only their norms are computed ("ghost"),
 * whichever is cheapest. Of the layers whose windows are made of cells ({@link HostCells}) the one
 * that would keep most comes last and keeps nothing: each example's factor is known by then, so its
 * gradient is added when it is made.
 *
 * <p>Everything computed here is private data: only the accumulated sum may leave, and only after
 * noise has been added to it.
 */
public final class PrivateGradient implements AutoCloseable {

  /** Keeping shorter gradients of all examples takes less time than adding one by one. */
  private static final long SHORTEST_STREAMED = 1 << 12;

  private final Executor executor;
  private final List<List<ExampleGradient>> layers = new ArrayList<>();
  private final Map<Step, Runnable> slicedSteps = new HashMap<>();
  private final INDArray weights;
  private final int streamedLayer;
  private final StreamedExampleGradient streamed;
  private double[] norms = new double[0];

  /**
   * @param executor runs the critic; its buffers are used and overwritten
   * @throws IllegalArgumentException if a layer works across the batch, see {@link PrivacyCheck}
   */
  public PrivateGradient(Executor executor) {
    this(executor, true);
  }

  /**
   * @param streams whether one layer's gradients are added when they are made, where one's can be
   */
  PrivateGradient(Executor executor, boolean streams) {
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
    this.streamedLayer = streams ? longestStored() : -1;
    this.streamed = streamedLayer < 0 ? null : stream(layers.get(streamedLayer));
  }

  /** Of the layers that can be streamed the one with the longest gradients; -1 if all are short. */
  private int longestStored() {
    int longest = -1;
    long length = SHORTEST_STREAMED - 1;
    for (int layer = 0; layer < layers.size(); layer++) {
      if (layers.get(layer).get(0) instanceof StoredExampleGradient stored
          && stored.canStream()
          && stored.length() > length) {
        longest = layer;
        length = stored.length();
      }
    }
    return longest;
  }

  /** Takes the part of a layer that keeps gradients out of the others. */
  private static StreamedExampleGradient stream(List<ExampleGradient> parts) {
    return ((StoredExampleGradient) parts.remove(0)).streamed();
  }

  /** Whether one layer's gradients are added when they are made. */
  boolean isStreaming() {
    return streamed != null;
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
   * @param sum receives it, besides what it holds
   */
  public void addClippedSum(int count, double clipNorm, GradientSum sum) {
    Require.positive(clipNorm, "The clip norm");
    OpTasks.alone(() -> add(count, sum, (squares, any, i) -> factor(norm(squares, i), clipNorm)));
  }

  /**
   * As {@link #addClippedSum}, but clips every layer by itself to C / sqrt(L), so that the whole
   * still has at most the norm C.
   */
  public void addLayerClippedSum(int count, double clipNorm, GradientSum sum) {
    Require.positive(clipNorm, "The clip norm");
    double bound = clipNorm / Math.sqrt(layerCount());
    OpTasks.alone(
        () ->
            add(
                count,
                sum,
                (squares, layer, i) -> factor(Math.sqrt(Math.max(0, squares[layer][i])), bound)));
  }

  /**
   * Gradient norms of the examples in the latest call, before clipping: private data that must
   * never leave; for tests only.
   */
  double[] norms() {
    return norms.clone();
  }

  /** The clipping factor of an example in one layer, from squared norms, [layer][example]. */
  @FunctionalInterface
  private interface Clipping {
    double factor(double[][] squaredNorms, int layer, int example);
  }

  private void add(int count, GradientSum sum, Clipping clipping) {
    Require.within(count, 0, executor.batch(), "The number of examples that count");
    if (count == 0) {
      norms = new double[0];
      return;
    }
    zeroPadding(count);
    double[][] squaredNorms = finiteSquaredNorms(clipping, count);
    if (squaredNorms.length == 0) {
      norms = new double[0];
      return;
    }
    norms = IntStream.range(0, count).mapToDouble(i -> norm(squaredNorms, i)).toArray();
    sum.addLayers(
        executor.workspace().addends(), adder -> addLayers(squaredNorms, clipping, count, adder));
  }

  private void addLayers(
      double[][] squaredNorms, Clipping clipping, int count, GradientSum.LayerAdder adder) {
    List<ParameterStep> steps = executor.parameterSteps();
    double[] latest = {};
    for (int layer = 0; layer < layers.size(); layer++) {
      double[] factors = factors(squaredNorms, clipping, layer, count);
      if (!Arrays.equals(factors, latest)) {
        setWeights(factors);
        latest = factors;
      }
      boolean isStreamed = layer == streamedLayer;
      List<ExampleGradient> parts = layers.get(layer);
      adder.add(
          steps.get(layer).parameters(),
          () -> {
            if (isStreamed) {
              streamed.writeSum();
            }
            parts.forEach(part -> part.writeWeightedSum(weights));
          });
    }
  }

  /**
   * The norms; examples that are not finite are replaced by zeros and everything is computed again,
   * because 0 x NaN is not 0.
   *
   * @return [layer][example], or nothing when even a zero example has no finite gradient
   */
  private double[][] finiteSquaredNorms(Clipping clipping, int count) {
    INDArray outputGradient = executor.outputGradient().dup();
    try {
      for (int attempt = 0; attempt < 2; attempt++) {
        executor.backwardBetweenLayers(slicedSteps);
        double[][] squaredNorms = squaredNorms(clipping, count);
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

  private double[][] squaredNorms(Clipping clipping, int count) {
    double[][] all = new double[layers.size()][executor.batch()];
    for (int layer = 0; layer < all.length; layer++) {
      double[] squared = all[layer];
      layers.get(layer).forEach(part -> part.addSquaredNorms(squared));
    }
    if (streamed != null) {
      streamed.sum(
          all[streamedLayer],
          example -> example < count ? clipping.factor(all, streamedLayer, example) : 0);
    }
    return all;
  }

  private double[] factors(double[][] squaredNorms, Clipping clipping, int layer, int count) {
    double[] factors = new double[executor.batch()];
    for (int example = 0; example < count; example++) {
      factors[example] = clipping.factor(squaredNorms, layer, example);
    }
    return factors;
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

  /** The norm of an example's whole gradient. */
  private static double norm(double[][] squaredNorms, int example) {
    double total = 0;
    for (double[] layer : squaredNorms) {
      total += Math.max(0, layer[example]);
    }
    return Math.sqrt(total);
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
    if (streamed != null) {
      streamed.close();
    }
    weights.close();
  }
}
