/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.nd4j.linalg.api.buffer.DataType;
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
  private final List<ExampleProducts> tasks = new ArrayList<>();
  private final Slices wide = new Slices(1);
  private final Slices narrow = new Slices(1);
  private final Slices sums = new Slices(1);
  private INDArray allSums;

  /**
   * @param step its windows {@link WindowStep#isMadeOfCells are made of cells}
   */
  StreamedExampleGradient(WindowStep step, Workspace workspace) {
    this.step = step;
    this.workspace = workspace;
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
      allSums = Ops.allocate(DataType.FLOAT, GROUPS, length());
    }
    while (tasks.size() < OpTasks.tasks(GROUPS)) {
      tasks.add(PairProducts.covers(step) ? new PairProducts(step) : new CellProducts(step));
    }
    Ops.clear(allSums);
    INDArray[] x = wide.of(step.wide());
    INDArray[] y = narrow.of(step.narrow());
    INDArray[] sum = sums.of(allSums);
    OpTasks.run(
        GROUPS,
        (task, first, end) -> {
          for (int group = first; group < end; group++) {
            int next = HostTasks.start(group + 1, GROUPS, x.length);
            for (int i = HostTasks.start(group, GROUPS, x.length); i < next; i++) {
              INDArray gradient = tasks.get(task).multiply(x[i], y[i]);
              squared[i] += SumOps.rowSquaredNorms(gradient, workspace.general())[0];
              add((float) factor.applyAsDouble(i), gradient, sum[group]);
            }
          }
        });
  }

  private static void add(float factor, INDArray gradient, INDArray sum) {
    if (factor != 0) {
      HostPass.runHere(
          1,
          (n, pieces) -> HostSums.add(n, factor, pieces[0], pieces[1]),
          HostMemory.view(gradient),
          HostMemory.view(sum));
    }
  }

  private long length() {
    return step.narrowChannels() * step.windowLength();
  }

  /** Writes what {@link #sum} summed to the layer's place in the gradient. */
  void writeSum() {
    INDArray total = workspace.general().take(1, length());
    SumOps.sumRows(workspace.ones().take(1, GROUPS), allSums, total);
    tasks.get(0).writeWeights(total, step.weightGradient());
  }

  @Override
  public void close() {
    if (allSums != null) {
      allSums.close();
      allSums = null;
    }
    tasks.forEach(ExampleProducts::close);
    tasks.clear();
  }
}
