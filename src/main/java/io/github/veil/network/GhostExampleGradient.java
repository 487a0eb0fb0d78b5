/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Weight gradients of a window layer without ever forming them: with narrow pixels N [n, P] and
 * wide windows X [P, c k^2] of one example, |N X|^2 is the sum of the entrywise product of the Gram
 * matrices N'N and XX', [P, P] (Li et al. 2021; Bu et al. 2022, "Scalable and efficient training of
 * large convolutional neural networks with differential privacy", eq. 2.5); the weighted sum of all
 * examples is then one matrix product. For floats in host memory XX' is put together from the Gram
 * matrix of the cells that windows share ({@link HostGrams}): a quarter of the multiplications for
 * windows of twice the stride.
 */
final class GhostExampleGradient implements ExampleGradient {

  /** How many multiplications take as long as moving a stored value. */
  private static final double STORE_COST = 50;

  private final WindowStep step;
  private final Workspace workspace;
  private final int reach;
  private final long cells;
  private final ExampleWindows windows;
  private final Slices wideGrams;
  private final Slices narrowGrams;
  private final List<HostGrams> products = new ArrayList<>();

  GhostExampleGradient(WindowStep step, Workspace workspace) {
    this.step = step;
    this.workspace = workspace;
    this.reach = reach(step);
    this.windows = new ExampleWindows(step, cell(step));
    this.cells = cells(step);
    this.wideGrams = new Slices(1, cells, cells);
    this.narrowGrams = new Slices(1, step.positions(), step.positions());
  }

  /** Whether two Gram matrices cost less than a stored gradient per example. */
  static boolean isCheaper(WindowStep step) {
    double reach = reach(step);
    double wide = Math.pow(cells(step), 2) * step.windowLength() / (reach * reach);
    double narrow = Math.pow(step.positions(), 2) * step.narrowChannels();
    return wide + narrow < STORE_COST * step.windowLength() * step.narrowChannels();
  }

  /** How many cells a window has along an axis; 1 where it is not made of cells. */
  private static int reach(WindowStep step) {
    return step.isMadeOfCells() ? step.window.kernel() / step.window.stride() : 1;
  }

  /** The window of a cell. */
  private static Window cell(WindowStep step) {
    Window window = step.window;
    return new Window(window.kernel() / reach(step), window.stride(), window.padding());
  }

  private static long cells(WindowStep step) {
    Window cell = cell(step);
    return cell.count(step.wideSignal().size(2)) * cell.count(step.wideSignal().size(3));
  }

  @Override
  public void addSquaredNorms(double[] squared) {
    if (Ops.isHostFloat(step.weights())) {
      addOnHost(squared);
    } else {
      addByNd4j(squared);
    }
  }

  private void addOnHost(double[] squared) {
    int batch = (int) step.batch();
    int tasks = OpTasks.tasks(batch);
    INDArray[] ofWide = wideGrams.of(workspace.left().take(tasks, cells, cells));
    INDArray[] ofNarrow = narrowGrams.of(narrowGrams(tasks));
    while (products.size() < tasks) {
      Signal narrow = step.narrowSignal();
      products.add(new HostGrams((int) narrow.size(2), (int) narrow.size(3), reach));
    }
    windows.each(
        step.wide(),
        step.narrow(),
        (task, i, narrow, wide) -> {
          writeGrams(narrow, wide, ofNarrow[task], ofWide[task]);
          squared[i] +=
              products
                  .get(task)
                  .product(HostMemory.view(ofNarrow[task]), HostMemory.view(ofWide[task]));
        });
  }

  private INDArray narrowGrams(long count) {
    return workspace.right().take(count, step.positions(), step.positions());
  }

  /** Windows as columns: products of their rows with each other take three times as long. */
  private static void writeGrams(
      INDArray narrow, INDArray wide, INDArray ofNarrow, INDArray ofWide) {
    Ops.matmul(wide, true, wide, false, ofWide);
    Ops.matmul(narrow, true, narrow, false, ofNarrow);
  }

  private void addByNd4j(double[] squared) {
    int batch = (int) step.batch();
    INDArray wideGram = workspace.left().take(batch, cells, cells);
    INDArray narrowGram = narrowGrams(batch);
    INDArray[] ofWide = wideGrams.of(wideGram);
    INDArray[] ofNarrow = narrowGrams.of(narrowGram);
    windows.each(
        step.wide(),
        step.narrow(),
        (task, i, narrow, wide) -> writeGrams(narrow, wide, ofNarrow[i], ofWide[i]));
    wideGram.muli(narrowGram);
    double[] norms = SumOps.rowTotals(wideGram.reshape(batch, cells * cells), workspace);
    for (int i = 0; i < squared.length; i++) {
      squared[i] += norms[i];
    }
  }

  @Override
  public void writeWeightedSum(INDArray weights) {
    // The wide image is laid out anew: that is cheaper than the memory to keep its windows.
    step.writeWeightedSum(weights);
  }

  @Override
  public void close() {}
}
