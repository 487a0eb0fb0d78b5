/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Both factors of the examples' weight gradients, one example after the other. */
final class ExampleWindows {

  private final WindowStep step;
  private final Window window;
  private final HostColumns onHost;
  private final Slices wide = new Slices(1);
  private final Slices narrow;
  private final Slices columns = new Slices(1);
  private final Slices windows;

  /**
   * @param window the windows that are laid out instead of the step's own
   */
  ExampleWindows(WindowStep step, Window window) {
    this.step = step;
    this.window = window;
    Signal image = step.wideSignal();
    boolean isOnHost = Ops.isHostFloat(step.weights());
    this.onHost = isOnHost ? new HostColumns(window, image.size(2), image.size(3)) : null;
    long[] shape = step.columnShape(window, 1);
    this.narrow = new Slices(1, step.narrowChannels(), step.positions());
    this.windows = new Slices(1, shape[1] * shape[2] * shape[3], shape[4] * shape[5]);
  }

  /** What is done with one example; by several threads. */
  @FunctionalInterface
  interface Use {
    /**
     * @param task number of the task, from 0, for memory of its own
     * @param group number of the group that the example belongs to
     * @param narrow the example's narrow pixels, [n, P]
     * @param windows its wide windows as columns, [L, P]; overwritten for the next example
     */
    void use(int task, int group, int example, INDArray narrow, INDArray windows);
  }

  /**
   * Goes through the batch in {@code groups} of consecutive examples, each on one thread and in
   * order.
   */
  void each(int groups, Use use) {
    long[] shape = step.columnShape(window, OpTasks.tasks(groups));
    INDArray buffers = step.workspace.columns().take(shape);
    INDArray[] images = wide.of(step.wide());
    INDArray[] pixels = narrow.of(step.narrow());
    INDArray[] targets = columns.of(buffers);
    INDArray[] laidOut = windows.of(buffers);
    OpTasks.run(
        groups,
        (task, first, end) -> {
          for (int group = first; group < end; group++) {
            int next = HostTasks.start(group + 1, groups, images.length);
            for (int i = HostTasks.start(group, groups, images.length); i < next; i++) {
              writeColumns(images[i], targets[task]);
              use.use(task, group, i, pixels[i], laidOut[task]);
            }
          }
        });
  }

  private void writeColumns(INDArray image, INDArray target) {
    if (onHost != null) {
      onHost.write(image, target);
    } else {
      ConvOps.columnsByNd4j(image, target, window);
    }
  }
}
