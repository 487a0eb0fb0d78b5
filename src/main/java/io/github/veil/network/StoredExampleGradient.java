/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Weight gradients of a window layer, one matrix [n, c k^2] per example, kept until weighted. */
final class StoredExampleGradient implements ExampleGradient {

  private final WindowStep step;
  private final Workspace workspace;
  private INDArray products;

  StoredExampleGradient(WindowStep step, Workspace workspace) {
    this.step = step;
    this.workspace = workspace;
  }

  /** Length of an example's gradient, which is kept. */
  long length() {
    return step.narrowChannels() * step.windowLength();
  }

  /** Whether there is {@link #streamed}. */
  boolean canStream() {
    return step.isMadeOfCells();
  }

  /** The same gradients, of which none is kept. */
  StreamedExampleGradient streamed() {
    return new StreamedExampleGradient(step, workspace);
  }

  @Override
  public void addSquaredNorms(double[] squared) {
    long length = length();
    if (products == null) {
      long n = step.narrowChannels();
      products = Ops.allocate(step.weights().dataType(), step.batch(), n, step.windowLength());
    }
    if (Ops.isHostFloat(products)) {
      step.writeProducts(products, (i, row) -> squared[i] += squaredNorms(row)[0]);
    } else {
      step.writeProducts(products, (i, row) -> {});
      double[] norms = squaredNorms(products.reshape(step.batch(), length));
      for (int i = 0; i < norms.length; i++) {
        squared[i] += norms[i];
      }
    }
  }

  private double[] squaredNorms(INDArray rows) {
    return SumOps.rowSquaredNorms(rows, workspace.general());
  }

  @Override
  public void writeWeightedSum(INDArray weights) {
    SumOps.sumRows(
        weights,
        products.reshape(step.batch(), length()),
        step.weightGradient().reshape(1, length()));
  }

  @Override
  public void close() {
    if (products != null) {
      products.close();
      products = null;
    }
  }
}
