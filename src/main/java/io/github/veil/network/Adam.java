/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import io.github.veil.core.Require;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Adam (Kingma and Ba 2015, algorithm 1) on a network's flat parameters, as PyTorch's: epsilon is
 * added after the bias correction. The learning rate is given anew at every step.
 *
 * <p>Gradients, averages and parameters are read and written once per step, in chunks that stay in
 * the processor's cache: for large networks memory is what takes the time, and ND4J's own Adam
 * takes several times as long.
 *
 * <p>{@link #state} and {@link #iteration} are all that a checkpoint needs.
 */
public final class Adam implements AutoCloseable {

  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  /** Numbers that one thread works on at a time. */
  private static final int CHUNK = 1 << 16;

  /** Numbers that are on the heap at a time. */
  private static final int PIECE = 1 << 11;

  private final double beta1;
  private final int parameters;
  private final INDArray state;
  private int iteration;

  /**
   * @param parameters how many numbers are optimised
   * @param beta1 decay of the mean of gradients, in [0, 1)
   */
  public Adam(long parameters, double beta1) {
    Require.atLeast(parameters, 1, "The number of parameters");
    Require.that(beta1 >= 0 && beta1 < 1, "Adam's beta1 must lie in [0, 1), but is %s.", beta1);
    this.parameters = Math.toIntExact(parameters);
    this.beta1 = beta1;
    this.state = Ops.allocate(DataType.FLOAT, 2, parameters);
    state.assign(0);
  }

  /**
   * Takes one step.
   *
   * @param gradient [1, n], contiguous floats; unchanged
   * @param params [1, n], contiguous floats, for instance {@code graph.params()}
   * @param rate learning rate, 0 or more
   */
  public void apply(INDArray gradient, INDArray params, double rate) {
    Require.that(
        gradient.length() == parameters && params.length() == parameters,
        "The optimizer was made for %d parameters, but gets %d and a gradient of %d.",
        parameters,
        params.length(),
        gradient.length());
    iteration++;
    float step = (float) (rate / (1 - Math.pow(beta1, iteration)));
    float correction = (float) (1 / Math.sqrt(1 - Math.pow(BETA2, iteration)));
    Rule rule = new Rule((float) beta1, (float) BETA2, step, correction, (float) EPSILON);
    FloatBuffer gradients = HostMemory.view(gradient);
    FloatBuffer averages = HostMemory.view(state);
    FloatBuffer values = HostMemory.view(params);
    int chunks = (parameters + CHUNK - 1) / CHUNK;
    IntStream.range(0, chunks)
        .parallel()
        .forEach(chunk -> applyChunk(rule, gradients, averages, values, chunk * CHUNK));
    HostMemory.written(state);
    HostMemory.written(params);
  }

  private void applyChunk(
      Rule rule, FloatBuffer gradients, FloatBuffer averages, FloatBuffer values, int from) {
    int end = Math.min(parameters, from + CHUNK);
    float[] g = new float[PIECE];
    float[] m = new float[PIECE];
    float[] v = new float[PIECE];
    float[] w = new float[PIECE];
    for (int i = from; i < end; i += PIECE) {
      int count = Math.min(PIECE, end - i);
      gradients.get(i, g, 0, count);
      averages.get(i, m, 0, count);
      averages.get(parameters + i, v, 0, count);
      values.get(i, w, 0, count);
      rule.apply(g, m, v, w, count);
      averages.put(i, m, 0, count);
      averages.put(parameters + i, v, 0, count);
      values.put(i, w, 0, count);
    }
  }

  /**
   * The arithmetic of one step.
   *
   * @param step learning rate, corrected for the bias of the means
   * @param correction 1 / sqrt(1 - beta2^t)
   */
  private record Rule(float beta1, float beta2, float step, float correction, float epsilon) {

    void apply(float[] g, float[] m, float[] v, float[] w, int count) {
      float b1 = beta1;
      float b2 = beta2;
      float rest1 = 1 - b1;
      float rest2 = 1 - b2;
      for (int i = 0; i < count; i++) {
        m[i] = b1 * m[i] + rest1 * g[i];
      }
      for (int i = 0; i < count; i++) {
        v[i] = b2 * v[i] + rest2 * g[i] * g[i];
      }
      float rate = step;
      float scale = correction;
      float eps = epsilon;
      for (int i = 0; i < count; i++) {
        w[i] -= rate * m[i] / ((float) Math.sqrt(v[i]) * scale + eps);
      }
    }
  }

  /** How many steps have been taken. */
  public int iteration() {
    return iteration;
  }

  /** Both running averages, [2, n]: the live array, which the next step changes. */
  public INDArray state() {
    return state;
  }

  /** Says how many steps led to the numbers that {@link #state} was filled with. */
  public void resumeAfter(int steps) {
    Require.atLeast(steps, 0, "The number of steps taken");
    iteration = steps;
  }

  /** Frees the state. */
  @Override
  public void close() {
    state.close();
  }
}
