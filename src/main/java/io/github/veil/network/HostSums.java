/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Weighted sums of the rows of a matrix in host memory, on several threads. */
final class HostSums {

  /** Columns that are summed at once. */
  private static final int PIECE = 1 << 11;

  private HostSums() {}

  /**
   * @param weights of length rows
   * @param x [rows, n], contiguous floats
   * @param result of length n, contiguous floats, receives the sum
   */
  static void ofRows(INDArray weights, INDArray x, INDArray result) {
    float[] factors = new float[(int) x.size(0)];
    HostMemory.read(weights, factors, 0);
    FloatBuffer from = HostMemory.view(x);
    FloatBuffer to = HostMemory.view(result);
    int length = (int) x.size(1);
    HostTasks.run(
        (length + PIECE - 1) / PIECE,
        (first, end) -> {
          float[] sums = new float[PIECE];
          float[] piece = new float[PIECE];
          for (int start = first * PIECE; start < Math.min(length, end * PIECE); start += PIECE) {
            int n = Math.min(PIECE, length - start);
            Arrays.fill(sums, 0);
            for (int row = 0; row < factors.length; row++) {
              from.get(row * length + start, piece, 0, n);
              add(n, factors[row], piece, sums);
            }
            to.put(start, sums, 0, n);
          }
        });
    HostMemory.written(result);
  }

  /** Adds the first {@code n} values times {@code factor}. */
  static void add(int n, float factor, float[] values, float[] sums) {
    for (int i = 0; i < n; i++) {
      sums[i] += factor * values[i];
    }
  }
}
