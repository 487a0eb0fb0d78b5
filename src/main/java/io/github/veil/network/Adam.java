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
 * <p>Gradients, averages and parameters are read and written once per step: for large networks
 * memory is what takes the time, and ND4J's own Adam takes several times as long.
 *
 * <p>{@link #state} and {@link #iteration} are all that a checkpoint needs.
 */
public final class Adam implements AutoCloseable {

  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

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
    HostUpdate.adam((float) beta1, (float) BETA2, step, correction, (float) EPSILON)
        .apply(gradient, state, params);
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
