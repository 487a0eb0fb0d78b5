/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Weight gradients of a convolution, one per example, by going back through the examples one by
 * one: both gradients come from the library's own backward convolution, and no window is ever laid
 * out. Takes the place of the layer's step back.
 */
final class SlicedExampleGradient implements ExampleGradient {

  private static final long WEIGHT_COST = 5;

  private final ConvStep step;
  private final Workspace workspace;
  private final Slices inputs = new Slices(1);
  private final Slices inputGradients = new Slices(1);
  private final Slices outputGradients = new Slices(1);
  private final Slices products;
  private INDArray gradients;

  SlicedExampleGradient(ConvStep step, Workspace workspace) {
    this.step = step;
    this.workspace = workspace;
    this.products = new Slices(step.narrowChannels());
  }

  /**
   * Whether this costs less than products of windows laid out as columns: laying a value out takes
   * a fifth of the time of bringing a weight into the order of the backward convolution and back,
   * once for every example.
   */
  static boolean isCheaper(WindowStep step) {
    boolean oneProduct =
        !step.in.isTrainable() && step.windowLength() <= WindowStep.LONGEST_COLUMNS;
    return !oneProduct && step.positions() > WEIGHT_COST * step.narrowChannels();
  }

  /** Writes the input's gradient where parameters come before it, and keeps those of examples. */
  void backward() {
    if (gradients == null) {
      long[] shape = step.weights().shape();
      gradients =
          Ops.allocate(
              step.weights().dataType(), step.batch() * shape[0], shape[1], shape[2], shape[3]);
    }
    if (step.in.isTrainable()) {
      step.in.receive(this::writeBothGradients);
    } else {
      writeWeightGradients();
    }
  }

  private void writeBothGradients(INDArray dx) {
    INDArray[] x = inputs.of(step.in.value());
    INDArray[] gx = inputGradients.of(dx);
    INDArray[] gy = outputGradients.of(step.out.gradient());
    INDArray[] gw = products.of(gradients);
    INDArray w = step.weights();
    OpTasks.each(
        gw.length,
        i -> ConvOps.convBackward(x[i], w, null, gy[i], gx[i], gw[i], null, step.window));
  }

  /** As {@link WindowStep#writeWeightGradients}. */
  private void writeWeightGradients() {
    INDArray[] x = inputs.of(step.in.value());
    INDArray[] gy = outputGradients.of(step.out.gradient());
    INDArray[] gw = products.of(gradients);
    step.writeWeightGradients(x, gy, gw);
  }

  @Override
  public void addSquaredNorms(double[] squared) {
    double[] norms = SumOps.rowSquaredNorms(rows(), workspace.general());
    for (int i = 0; i < squared.length; i++) {
      squared[i] += norms[i];
    }
  }

  @Override
  public void writeWeightedSum(INDArray weights) {
    INDArray target = step.weightGradient();
    SumOps.sumRows(weights, rows(), target.reshape(1, target.length()));
  }

  /** [batch, n c k^2] */
  private INDArray rows() {
    return gradients.reshape(step.batch(), gradients.length() / step.batch());
  }

  @Override
  public void close() {
    if (gradients != null) {
      gradients.close();
      gradients = null;
    }
  }
}
