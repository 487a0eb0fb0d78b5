/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Gradients of a bias: every example's sum over pixels. */
final class SumExampleGradient implements ExampleGradient {

  private final Supplier<INDArray> values;
  private final Supplier<INDArray> target;
  private final Workspace workspace;
  private INDArray sums;

  /**
   * @param values what is summed, [batch, channels] or [batch, channels, height, width]
   * @param target where the weighted sum goes, of length channels
   */
  SumExampleGradient(Supplier<INDArray> values, Supplier<INDArray> target, Workspace workspace) {
    this.values = values;
    this.target = target;
    this.workspace = workspace;
  }

  @Override
  public void addSquaredNorms(double[] squared) {
    INDArray all = values.get();
    long batch = all.size(0);
    long channels = all.size(1);
    long pixels = all.length() / (batch * channels);
    if (sums == null) {
      sums = Ops.allocate(all.dataType(), batch, channels);
    }
    if (pixels == 1) {
      sums.assign(all.reshape(batch, channels));
    } else {
      SumOps.rowSums(all.reshape(batch * channels, pixels), sums, workspace);
    }
    double[] norms = SumOps.rowSquaredNorms(sums, workspace.general());
    for (int i = 0; i < squared.length; i++) {
      squared[i] += norms[i];
    }
  }

  @Override
  public void writeWeightedSum(INDArray weights) {
    Ops.matmul(weights, false, sums, false, target.get().reshape(1, sums.size(1)));
  }

  @Override
  public void close() {
    if (sums != null) {
      sums.close();
      sums = null;
    }
  }
}
