/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Halves images by the maximum of every 2 x 2 pixels and doubles them by repeating every pixel, and
 * the gradients of both, in host memory: two rows of the larger image and one of the smaller are
 * read or written at a time, where ND4J walks through strided views several times.
 */
final class HostImages {

  private HostImages() {}

  /** What is done to one row of the small image and two of the large one. */
  @FunctionalInterface
  private interface Rows {
    void run(int smallStart, int largeStart);
  }

  /** As {@link PoolOps#maxPool(INDArray, INDArray, Scratch)}. */
  static void maxPool(INDArray x, INDArray y) {
    FloatBuffer from = HostMemory.view(x);
    FloatBuffer to = HostMemory.view(y);
    int width = (int) y.size(3);
    forRows(
        y,
        () -> {
          float[] large = new float[4 * width];
          float[] small = new float[width];
          return (smallStart, largeStart) -> {
            from.get(largeStart, large);
            largest(large, small);
            to.put(smallStart, small);
          };
        });
    HostMemory.written(y);
  }

  private static void largest(float[] large, float[] small) {
    int below = 2 * small.length;
    for (int i = 0; i < small.length; i++) {
      float top = Math.max(large[2 * i], large[2 * i + 1]);
      small[i] = Math.max(top, Math.max(large[below + 2 * i], large[below + 2 * i + 1]));
    }
  }

  /** As {@link PoolOps#maxPoolBackward}, but leaves {@code gy} as it is. */
  static void maxPoolBackward(INDArray x, INDArray y, INDArray gy, INDArray gx) {
    FloatBuffer values = HostMemory.view(x);
    FloatBuffer maxima = HostMemory.view(y);
    FloatBuffer from = HostMemory.view(gy);
    FloatBuffer to = HostMemory.view(gx);
    int width = (int) y.size(3);
    forRows(
        y,
        () -> {
          float[] large = new float[4 * width];
          float[] largest = new float[width];
          float[] small = new float[width];
          return (smallStart, largeStart) -> {
            values.get(largeStart, large);
            maxima.get(smallStart, largest);
            from.get(smallStart, small);
            passOn(large, largest, small);
            to.put(largeStart, large);
          };
        });
    HostMemory.written(gx);
  }

  /** Replaces every value by what it gets of the gradient. */
  private static void passOn(float[] large, float[] largest, float[] gradient) {
    int below = 2 * gradient.length;
    for (int i = 0; i < gradient.length; i++) {
      int second = below + 2 * i;
      float rest = gradient[i];
      float max = largest[i];
      float first = large[2 * i] < max ? 0 : rest;
      rest -= first;
      float next = large[2 * i + 1] < max ? 0 : rest;
      rest -= next;
      float third = large[second] < max ? 0 : rest;
      large[2 * i] = first;
      large[2 * i + 1] = next;
      large[second] = third;
      large[second + 1] = rest - third;
    }
  }

  /** As {@link PoolOps#upsample}. */
  static void upsample(INDArray x, INDArray y) {
    FloatBuffer from = HostMemory.view(x);
    FloatBuffer to = HostMemory.view(y);
    int width = (int) x.size(3);
    forRows(
        x,
        () -> {
          float[] small = new float[width];
          float[] large = new float[2 * width];
          return (smallStart, largeStart) -> {
            from.get(smallStart, small);
            for (int i = 0; i < width; i++) {
              large[2 * i] = small[i];
              large[2 * i + 1] = small[i];
            }
            to.put(largeStart, large);
            to.put(largeStart + large.length, large);
          };
        });
    HostMemory.written(y);
  }

  /** As {@link PoolOps#upsampleBackward}. */
  static void upsampleBackward(INDArray gy, INDArray gx) {
    FloatBuffer from = HostMemory.view(gy);
    FloatBuffer to = HostMemory.view(gx);
    int width = (int) gx.size(3);
    forRows(
        gx,
        () -> {
          float[] small = new float[width];
          float[] large = new float[4 * width];
          return (smallStart, largeStart) -> {
            from.get(largeStart, large);
            for (int i = 0; i < width; i++) {
              float top = large[2 * i] + large[2 * i + 1];
              small[i] = top + (large[2 * (width + i)] + large[2 * (width + i) + 1]);
            }
            to.put(smallStart, small);
          };
        });
    HostMemory.written(gx);
  }

  /**
   * Goes through the rows of a small image, on several threads.
   *
   * @param task makes what has a task's arrays
   */
  private static void forRows(INDArray small, Supplier<Rows> task) {
    int width = (int) small.size(3);
    HostTasks.run(
        (int) (small.length() / width),
        (first, end) -> {
          Rows rows = task.get();
          for (int row = first; row < end; row++) {
            rows.run(row * width, 4 * row * width);
          }
        });
  }

  /**
   * Copies blocks that lie apart, for instance some channels of every example.
   *
   * @param fromStep distance of the blocks' starts in {@code from}
   * @param toStart where the first goes
   * @param toStep distance of the blocks' starts in {@code to}
   * @param length values of a block
   */
  static void copyBlocks(
      INDArray from,
      int fromStart,
      int fromStep,
      INDArray to,
      int toStart,
      int toStep,
      int length) {
    FloatBuffer source = HostMemory.view(from);
    FloatBuffer target = HostMemory.view(to);
    int count = (int) Math.min(from.length() / fromStep, to.length() / toStep);
    HostTasks.run(
        count,
        (first, end) -> {
          for (int i = first; i < end; i++) {
            target.put(toStart + i * toStep, source, fromStart + i * fromStep, length);
          }
        });
    HostMemory.written(to);
  }

  /** As {@link Ops#channelsFirst}. */
  static void channelsFirst(INDArray x, INDArray weights, INDArray y) {
    int batch = (int) y.size(1);
    int channels = (int) y.size(0);
    int pixels = (int) y.size(2);
    float[] factors = new float[batch];
    Arrays.fill(factors, 1);
    if (weights != null) {
      HostMemory.read(weights, factors, 0);
    }
    FloatBuffer from = HostMemory.view(x);
    FloatBuffer to = HostMemory.view(y);
    HostTasks.run(
        channels,
        (first, end) -> {
          float[] row = new float[batch * pixels];
          for (int channel = first; channel < end; channel++) {
            for (int i = 0; i < batch; i++) {
              from.get((i * channels + channel) * pixels, row, i * pixels, pixels);
              multiply(row, i * pixels, (i + 1) * pixels, factors[i]);
            }
            to.put(channel * row.length, row);
          }
        });
    HostMemory.written(y);
  }

  private static void multiply(float[] values, int from, int to, float factor) {
    for (int i = from; i < to; i++) {
      values[i] *= factor;
    }
  }
}
