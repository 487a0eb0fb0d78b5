/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.function.IntToDoubleFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sums the examples' weight gradients of one layer while they are made, so that none need be kept:
 * for the layer whose norms come last, when each example's clipping factor is known as soon as its
 * gradient is. For floats in host memory. The sum is the same bits on any number of threads.
 */
final class StreamedExampleGradient implements AutoCloseable {

  /** Parts of the batch that are summed by themselves, by one thread each. */
  private static final int GROUPS = 4;

  private final WindowStep step;
  private final Workspace workspace;
  private final ExampleWindows windows;
  private final Slices matrices;
  private final Slices products = new Slices(1);
  private final Slices sums = new Slices(1);
  private INDArray allProducts;
  private INDArray allSums;

  StreamedExampleGradient(WindowStep step, Workspace workspace) {
    this.step = step;
    this.workspace = workspace;
    this.windows = new ExampleWindows(step);
    this.matrices = new Slices(1, step.narrowChannels(), step.windowLength());
  }

  /**
   * Makes the gradients and sums them.
   *
   * @param squared receives every example's squared norm on top of what it holds
   * @param factor the clipping factor of an example, asked for when its squared norm has been
   *     added; examples of factor 0 are left out, also when they are not finite
   */
  void sum(double[] squared, IntToDoubleFunction factor) {
    if (allSums == null) {
      var type = step.weights().dataType();
      allSums = Ops.allocate(type, GROUPS, length());
      allProducts = Ops.allocate(type, GROUPS, length());
    }
    Ops.clear(allSums);
    INDArray[] matrix = matrices.of(allProducts);
    INDArray[] product = products.of(allProducts);
    INDArray[] sum = sums.of(allSums);
    windows.each(
        GROUPS,
        (task, group, i, narrow, wide) -> {
          Ops.matmul(narrow, false, wide, true, matrix[task]);
          squared[i] += SumOps.rowSquaredNorms(product[task], workspace.general())[0];
          float by = (float) factor.applyAsDouble(i);
          if (by != 0) {
            HostPass.runHere(
                1,
                (n, pieces) -> HostSums.add(n, by, pieces[0], pieces[1]),
                HostMemory.view(product[task]),
                HostMemory.view(sum[group]));
          }
        });
  }

  private long length() {
    return step.narrowChannels() * step.windowLength();
  }

  /** Writes what {@link #sum} summed to the layer's place in the gradient. */
  void writeSum() {
    INDArray ones = workspace.ones().take(1, GROUPS);
    SumOps.sumRows(ones, allSums, step.weightGradient().reshape(1, length()));
  }

  @Override
  public void close() {
    if (allSums != null) {
      allSums.close();
      allProducts.close();
      allSums = null;
    }
  }
}
