/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Weight gradients of a window layer without ever forming them: with narrow pixels N [n, P] and
 * wide windows X [P, c k^2] of one example, |N X|^2 is the sum of the entrywise product of the Gram
 * matrices N'N and XX', [P, P] (Li et al. 2021; Bu et al. 2022, "Scalable and efficient training of
 * large convolutional neural networks with differential privacy", eq. 2.5); the weighted sum of all
 * examples is then one matrix product.
 */
final class GhostExampleGradient implements ExampleGradient {

  /** How many multiplications take as long as moving a stored value. */
  private static final double STORE_COST = 50;

  private final WindowStep step;
  private final Workspace workspace;
  private final ExampleWindows windows;
  private final Slices wideGrams;
  private final Slices narrowGrams;

  GhostExampleGradient(WindowStep step, Workspace workspace) {
    this.step = step;
    this.workspace = workspace;
    long positions = step.positions();
    this.windows = new ExampleWindows(step);
    this.wideGrams = new Slices(1, positions, positions);
    this.narrowGrams = new Slices(1, positions, positions);
  }

  /** Whether two Gram matrices cost less than a stored gradient per example. */
  static boolean isCheaper(long positions, long windowLength, long channels) {
    return (double) positions * positions * (windowLength + channels)
        < STORE_COST * windowLength * channels;
  }

  @Override
  public void addSquaredNorms(double[] squared) {
    long batch = step.batch();
    long positions = step.positions();
    INDArray wideGram = workspace.left().take(batch, positions, positions);
    INDArray narrowGram = workspace.right().take(batch, positions, positions);
    writeGrams(wideGrams.of(wideGram), narrowGrams.of(narrowGram));
    wideGram.muli(narrowGram);
    double[] norms = SumOps.rowTotals(wideGram.reshape(batch, positions * positions), workspace);
    for (int i = 0; i < squared.length; i++) {
      squared[i] += norms[i];
    }
  }

  /** Windows as columns: products of their rows with each other take three times as long. */
  private void writeGrams(INDArray[] ofWide, INDArray[] ofNarrow) {
    windows.each(
        ofWide.length,
        (task, group, i, narrow, wide) -> {
          Ops.matmul(wide, true, wide, false, ofWide[i]);
          Ops.matmul(narrow, true, narrow, false, ofNarrow[i]);
        });
  }

  @Override
  public void writeWeightedSum(INDArray weights) {
    // The wide image is laid out anew: that is cheaper than the memory to keep its windows.
    step.writeWeightedSum(weights);
  }

  @Override
  public void close() {}
}
