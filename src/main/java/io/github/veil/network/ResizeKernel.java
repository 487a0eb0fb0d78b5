/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The weights by which a convolution of a doubled image becomes a transposed one of the small
 * image. A 3 x 3 window over repeated pixels sees each small pixel once or twice along an axis, so
 * that, counted along one axis, kernel number a of the transposed convolution is the sum of the
 * convolution's weights u with a = 2 - u or a = 3 - u (Shi et al. 2016, "Is the deconvolution layer
 * the same as a convolutional layer?").
 */
final class ResizeKernel {

  static final Window CONVOLUTION = new Window(3, 1, 1);
  static final Window TRANSPOSED = new Window(4, 2, 1);

  private static final int SMALL = 3;
  private static final int LARGE = 4;
  private static final int SMALL_AREA = SMALL * SMALL;
  private static final int LARGE_AREA = LARGE * LARGE;

  /** How many doubled channels are taken at once. */
  private static final int AT_ONCE = 16;

  private ResizeKernel() {}

  /**
   * @param w weights of the convolution, [c, n or more, 3, 3]; the first n channels are doubled
   * @param k receives those of the transposed one, [n, c, 4, 4]
   */
  static void widen(INDArray w, INDArray k) {
    if (Ops.isHostFloat(w)) {
      tiles(w, k, HostTile::widen);
      HostMemory.written(k);
    } else {
      widenByNd4j(w, k);
    }
  }

  /**
   * The adjoint of {@link #widen}.
   *
   * @param k a gradient of the transposed convolution's weights, [n, c, 4, 4]
   * @param w receives that of the convolution's, [c, n or more, 3, 3], in its first n channels
   */
  static void narrow(INDArray k, INDArray w) {
    if (Ops.isHostFloat(w)) {
      tiles(w, k, HostTile::narrow);
      HostMemory.written(w);
    } else {
      narrowByNd4j(k, w);
    }
  }

  /** What is done with some doubled channels, from number {@code first} on. */
  @FunctionalInterface
  private interface Work {
    void run(HostTile tile, int first, int count);
  }

  private static void tiles(INDArray w, INDArray k, Work work) {
    int n = (int) k.size(0);
    HostTasks.run(
        (n + AT_ONCE - 1) / AT_ONCE,
        (begin, end) -> {
          HostTile tile = new HostTile(w, k);
          for (int first = begin * AT_ONCE; first < Math.min(n, end * AT_ONCE); first += AT_ONCE) {
            work.run(tile, first, Math.min(AT_ONCE, n - first));
          }
        });
  }

  /** Goes through both arrays in long runs, by way of arrays that stay in the cache. */
  private static final class HostTile {

    private final FloatBuffer w;
    private final FloatBuffer k;
    private final int c;
    private final int channels;
    private final float[] small = new float[AT_ONCE * SMALL_AREA];
    private final float[] large;
    private final float[] rows = new float[SMALL * LARGE];

    HostTile(INDArray w, INDArray k) {
      this.w = HostMemory.view(w);
      this.k = HostMemory.view(k);
      this.c = (int) w.size(0);
      this.channels = (int) w.size(1);
      this.large = new float[AT_ONCE * c * LARGE_AREA];
    }

    void widen(int first, int count) {
      for (int o = 0; o < c; o++) {
        w.get((o * channels + first) * SMALL_AREA, small, 0, count * SMALL_AREA);
        for (int i = 0; i < count; i++) {
          widenPair(i * SMALL_AREA, (i * c + o) * LARGE_AREA);
        }
      }
      k.put(first * c * LARGE_AREA, large, 0, count * c * LARGE_AREA);
    }

    void narrow(int first, int count) {
      k.get(first * c * LARGE_AREA, large, 0, count * c * LARGE_AREA);
      for (int o = 0; o < c; o++) {
        for (int i = 0; i < count; i++) {
          narrowPair((i * c + o) * LARGE_AREA, i * SMALL_AREA);
        }
        w.put((o * channels + first) * SMALL_AREA, small, 0, count * SMALL_AREA);
      }
    }

    /** First along rows, then along columns. */
    private void widenPair(int from, int to) {
      for (int u = 0; u < SMALL; u++) {
        widenLine(small, from + u * SMALL, 1, rows, u * LARGE, 1);
      }
      for (int b = 0; b < LARGE; b++) {
        widenLine(rows, b, LARGE, large, to + b, LARGE);
      }
    }

    private static void widenLine(
        float[] from, int at, int step, float[] to, int toAt, int toStep) {
      float first = from[at];
      float second = from[at + step];
      float third = from[at + 2 * step];
      to[toAt] = third;
      to[toAt + toStep] = second + third;
      to[toAt + 2 * toStep] = first + second;
      to[toAt + 3 * toStep] = first;
    }

    private void narrowPair(int from, int to) {
      for (int b = 0; b < LARGE; b++) {
        narrowLine(large, from + b, LARGE, rows, b, LARGE);
      }
      for (int u = 0; u < SMALL; u++) {
        narrowLine(rows, u * LARGE, 1, small, to + u * SMALL, 1);
      }
    }

    private static void narrowLine(
        float[] from, int at, int step, float[] to, int toAt, int toStep) {
      float second = from[at + step];
      float third = from[at + 2 * step];
      to[toAt] = third + from[at + 3 * step];
      to[toAt + toStep] = second + third;
      to[toAt + 2 * toStep] = from[at] + second;
    }
  }

  static void widenByNd4j(INDArray w, INDArray k) {
    k.assign(0);
    for (int i = 0; i < SMALL_AREA * LARGE; i++) {
      large(k, i).addi(small(w, k, i));
    }
  }

  static void narrowByNd4j(INDArray k, INDArray w) {
    for (int i = 0; i < SMALL_AREA * LARGE; i++) {
      INDArray target = small(w, k, i);
      if (i % LARGE == 0) {
        target.assign(large(k, i));
      } else {
        target.addi(large(k, i));
      }
    }
  }

  /** The convolution's weights of term number i, [n, c]. */
  private static INDArray small(INDArray w, INDArray k, int i) {
    INDArrayIndex doubled = NDArrayIndex.interval(0, k.size(0));
    int tap = i / LARGE;
    return w.get(
            NDArrayIndex.all(),
            doubled,
            NDArrayIndex.point(tap / SMALL),
            NDArrayIndex.point(tap % SMALL))
        .transpose();
  }

  /** The transposed convolution's weights of term number i, [n, c]. */
  private static INDArray large(INDArray k, int i) {
    int tap = i / LARGE;
    int a = SMALL - 1 - tap / SMALL + i % LARGE / 2;
    int b = SMALL - 1 - tap % SMALL + i % 2;
    return k.get(
        NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(a), NDArrayIndex.point(b));
  }
}
