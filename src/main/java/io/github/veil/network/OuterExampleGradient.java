/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gradients that are one outer product per example, left x right: a dense layer, or a window that
 * covers the whole image. |left x right| = |left| |right|.
 */
final class OuterExampleGradient implements ExampleGradient {

  private final Supplier<INDArray> left;
  private final Supplier<INDArray> right;
  private final Supplier<INDArray> target;
  private final Workspace workspace;

  /**
   * @param left [batch, n]
   * @param right [batch, m]
   * @param target where the weighted sum goes, [n, m] in row-major order
   */
  OuterExampleGradient(
      Supplier<INDArray> left,
      Supplier<INDArray> right,
      Supplier<INDArray> target,
      Workspace workspace) {
    this.left = left;
    this.right = right;
    this.target = target;
    this.workspace = workspace;
  }

  @Override
  public void addSquaredNorms(double[] squared) {
    double[] leftNorms = SumOps.rowSquaredNorms(left.get(), workspace.general());
    double[] rightNorms = SumOps.rowSquaredNorms(right.get(), workspace.general());
    for (int i = 0; i < squared.length; i++) {
      squared[i] += leftNorms[i] * rightNorms[i];
    }
  }

  @Override
  public void writeWeightedSum(INDArray weights) {
    INDArray weighted = workspace.left().take(left.get().shape());
    left.get().muli(weights.reshape(weights.length(), 1), weighted);
    Ops.matmul(weighted, true, right.get(), false, target.get());
  }

  @Override
  public void close() {}
}
