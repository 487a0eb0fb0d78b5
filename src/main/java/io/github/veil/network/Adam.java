/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import io.github.veil.core.Require;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Adam (Kingma and Ba 2015, algorithm 1) on a network's flat parameters, as PyTorch's: epsilon is
 * added after the bias correction. The learning rate is given anew at every step.
 *
 * <p>{@link #state} and {@link #iteration} are all that a checkpoint needs.
 */
public final class Adam implements AutoCloseable {

  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final double beta1;
  private final long parameters;
  private final INDArray state;
  private final INDArray means;
  private final INDArray squares;
  private int iteration;

  /**
   * @param parameters how many numbers are optimised
   * @param beta1 decay of the mean of gradients, in [0, 1)
   */
  public Adam(long parameters, double beta1) {
    Require.atLeast(parameters, 1, "The number of parameters");
    Require.that(beta1 >= 0 && beta1 < 1, "Adam's beta1 must lie in [0, 1), but is %s.", beta1);
    this.parameters = parameters;
    this.beta1 = beta1;
    this.state = Ops.allocate(DataType.FLOAT, 2, parameters);
    state.assign(0);
    means = state.slice(0);
    squares = state.slice(1);
  }

  /**
   * Takes one step.
   *
   * @param gradient [1, n]; overwritten by the step that was taken
   * @param params [1, n], for instance {@code graph.params()}
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
    double correction = Math.sqrt(1 - Math.pow(BETA2, iteration));
    Ops.adam(
        gradient.reshape(parameters),
        squares,
        means,
        rate,
        beta1,
        BETA2,
        EPSILON * correction,
        iteration - 1);
    params.subi(gradient.reshape(params.shape()));
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
