/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.nio.FloatBuffer;
import java.util.Arrays;
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
  private final Slices wideImages = new Slices(1);
  private final Slices narrowMatrices;
  private final Slices products = new Slices(1);
  private final Slices sums = new Slices(1);
  private final INDArray ones;
  private INDArray allProducts;
  private INDArray allSums;

  StreamedExampleGradient(WindowStep step, Workspace workspace) {
    this.step = step;
    this.workspace = workspace;
    this.narrowMatrices = new Slices(1, step.narrowChannels(), step.positions());
    this.ones = Ops.allocate(step.weights().dataType(), 1, GROUPS).assign(1);
  }

  /**
   * Makes the gradients and sums them.
   *
   * @param squared receives every example's squared norm on top of what it holds
   * @param factor the clipping factor of an example, asked for when its squared norm has been
   *     added; examples of factor 0 are left out, also when they are not finite
   */
  void sum(double[] squared, IntToDoubleFunction factor) {
    int batch = squared.length;
    if (allSums == null) {
      var type = step.weights().dataType();
      allSums = Ops.allocate(type, GROUPS, length());
      allProducts = Ops.allocate(type, GROUPS, length());
    }
    INDArray[] wide = wideImages.of(step.wide());
    INDArray[] narrow = narrowMatrices.of(step.narrow());
    INDArray[] columns = step.columnBuffers(OpTasks.tasks(GROUPS), 1);
    INDArray[] product = products.of(allProducts);
    INDArray[] sum = sums.of(allSums);
    OpTasks.run(
        GROUPS,
        (task, first, end) -> {
          INDArray matrix = product[task].reshape(step.narrowChannels(), step.windowLength());
          INDArray windows = columns[task].reshape(step.windowLength(), step.positions());
          FloatBuffer values = HostMemory.view(product[task]);
          for (int group = first; group < end; group++) {
            FloatBuffer target = HostMemory.view(sum[group]);
            HostPass.runHere(0, (n, pieces) -> Arrays.fill(pieces[0], 0, n, 0), target);
            for (int i = start(group, batch); i < start(group + 1, batch); i++) {
              Ops.columns(wide[i], columns[task], step.window);
              Ops.matmul(narrow[i], false, windows, true, matrix);
              squared[i] += Ops.rowSquaredNorms(product[task], workspace.general())[0];
              float by = (float) factor.applyAsDouble(i);
              if (by != 0) {
                HostPass.runHere(1, (n, pieces) -> add(n, pieces, by), values, target);
              }
            }
          }
        });
  }

  private static int start(int group, int batch) {
    return (int) ((long) batch * group / GROUPS);
  }

  private static void add(int n, float[][] pieces, float factor) {
    float[] values = pieces[0];
    float[] sum = pieces[1];
    for (int i = 0; i < n; i++) {
      sum[i] += factor * values[i];
    }
  }

  private long length() {
    return step.narrowChannels() * step.windowLength();
  }

  /** Writes what {@link #sum} summed to the layer's place in the gradient. */
  void writeSum() {
    Ops.sumRows(ones, allSums, step.weightGradient().reshape(1, length()));
  }

  @Override
  public void close() {
    ones.close();
    if (allSums != null) {
      allSums.close();
      allProducts.close();
      allSums = null;
    }
  }
}
