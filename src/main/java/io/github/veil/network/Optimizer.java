/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import io.github.veil.core.Require;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;

/**
 * A step of gradient descent on a network's flat parameters, by ND4J's own updaters or, on a CPU,
 * by the same rules in Java ({@link HostUpdate}). Their state starts at 0, as in PyTorch: left to
 * itself ND4J's RMSProp would start at epsilon.
 *
 * <p>{@link #state} and {@link #iteration} are all that a checkpoint needs.
 */
public final class Optimizer implements AutoCloseable {

  private final GradientUpdater<?> updater;
  private final IUpdater rule;
  private final boolean onHost;
  private final INDArray state;
  private final long parameters;
  private int iteration;

  private Optimizer(IUpdater rule, long parameters) {
    this(rule, parameters, Nd4j.getEnvironment().isCPU());
  }

  /**
   * @param onHost whether Java does the step instead of ND4J
   */
  Optimizer(IUpdater rule, long parameters, boolean onHost) {
    Require.atLeast(parameters, 1, "The number of parameters");
    this.parameters = parameters;
    this.state = Ops.allocate(DataType.FLOAT, 1, rule.stateSize(parameters));
    state.assign(0);
    this.updater = rule.instantiate(state, false);
    this.rule = rule;
    this.onHost = onHost;
  }

  /**
   * RMSprop as in PyTorch: v = decay v + (1 - decay) g^2, then w -= rate g / (sqrt(v) + epsilon).
   */
  public static Optimizer rmsProp(long parameters, double rate, double decay, double epsilon) {
    return new Optimizer(new RmsProp(positive(rate), decay, epsilon), parameters);
  }

  /** RMSprop with PyTorch's defaults: decay 0.99, epsilon 1e-8. */
  public static Optimizer rmsProp(long parameters, double rate) {
    return rmsProp(parameters, rate, 0.99, 1e-8);
  }

  /** Adam (Kingma and Ba 2015) with epsilon 1e-8, which is added before the bias correction. */
  public static Optimizer adam(long parameters, double rate, double beta1, double beta2) {
    return new Optimizer(new Adam(positive(rate), beta1, beta2, 1e-8), parameters);
  }

  private static double positive(double rate) {
    return Require.positive(rate, "The learning rate");
  }

  /**
   * Takes one step.
   *
   * @param gradient [1, n]; may be overwritten
   * @param params n values, for instance {@code graph.params()}
   */
  public void apply(INDArray gradient, INDArray params) {
    Require.that(
        gradient.length() == parameters && params.length() == parameters,
        "The optimizer was made for %d parameters, but gets %d and a gradient of %d.",
        parameters,
        params.length(),
        gradient.length());
    if (onHost) {
      hostUpdate().apply(gradient, state, params);
    } else {
      updater.applyUpdater(gradient, iteration, 0);
      params.subi(gradient.reshape(params.shape()));
    }
    iteration++;
  }

  private HostUpdate hostUpdate() {
    if (rule instanceof RmsProp how) {
      return HostUpdate.rmsProp(
          (float) how.getRmsDecay(), (float) how.getLearningRate(), (float) how.getEpsilon());
    }
    Adam how = (Adam) rule;
    double bias1 = 1 - Math.pow(how.getBeta1(), iteration + 1);
    double bias2 = 1 - Math.pow(how.getBeta2(), iteration + 1);
    float rate = (float) (how.getLearningRate() * Math.sqrt(bias2) / bias1);
    return HostUpdate.adam(
        (float) how.getBeta1(), (float) how.getBeta2(), rate, 1, (float) how.getEpsilon());
  }

  /** How many steps have been taken. */
  public int iteration() {
    return iteration;
  }

  /** The running averages, [1, n] or [1, 2 n]: the live array, which the next step changes. */
  public INDArray state() {
    return state;
  }

  /**
   * Continues where {@link #state} and {@link #iteration} of another optimizer of the kind were.
   */
  public void restore(INDArray saved, int savedIteration) {
    Require.that(
        saved.length() == state.length(),
        "The saved state of the optimizer has %d values, but %d are needed; the checkpoint belongs"
            + " to another network or optimizer.",
        saved.length(),
        state.length());
    Require.atLeast(savedIteration, 0, "The number of steps taken");
    state.assign(saved.reshape(state.shape()));
    iteration = savedIteration;
  }

  /** Frees the state. */
  @Override
  public void close() {
    state.close();
  }
}
