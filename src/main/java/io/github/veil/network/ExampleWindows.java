/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The windows of one example after the other, each laid out in its thread's own memory. */
final class ExampleWindows {

  private final WindowStep step;
  private final Window window;
  private final HostColumns onHost;
  private final Slices wideImages = new Slices(1);
  private final Slices narrowPixels;
  private final Slices columns = new Slices(1);
  private final Slices windows;

  /**
   * @param window the step's own, or one as far apart
   */
  ExampleWindows(WindowStep step, Window window) {
    this.step = step;
    this.window = window;
    Signal image = step.wideSignal();
    boolean isOnHost = Ops.isHostFloat(step.weights());
    this.onHost = isOnHost ? new HostColumns(window, image.size(2), image.size(3)) : null;
    long[] shape = step.columnShape(window, 1);
    this.narrowPixels = new Slices(1, step.narrowChannels(), step.positions());
    this.windows = new Slices(1, shape[1] * shape[2] * shape[3], shape[4] * shape[5]);
  }

  /** What is done with one example; by several threads. */
  @FunctionalInterface
  interface Use {
    /**
     * @param task number of the task, from 0, for memory of its own
     * @param narrow the example's narrow pixels, [n, P]
     * @param windows its wide windows as columns, [L, P]; overwritten for the next example
     */
    void use(int task, int example, INDArray narrow, INDArray windows);
  }

  /**
   * Goes through a batch.
   *
   * @param wide [batch, c, h, w]
   * @param narrow [batch, n, rows, columns]
   */
  void each(INDArray wide, INDArray narrow, Use use) {
    INDArray[] images = wideImages.of(wide);
    INDArray[] pixels = narrowPixels.of(narrow);
    long[] shape = step.columnShape(window, OpTasks.tasks(images.length));
    INDArray buffers = step.workspace.columns().take(shape);
    INDArray[] targets = columns.of(buffers);
    INDArray[] laidOut = windows.of(buffers);
    OpTasks.run(
        images.length,
        (task, first, end) -> {
          for (int i = first; i < end; i++) {
            writeColumns(images[i], targets[task]);
            use.use(task, i, pixels[i], laidOut[task]);
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
