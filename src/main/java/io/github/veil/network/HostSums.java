/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Sums of arrays in host memory. */
final class HostSums {

  /** Columns that are summed at once. */
  private static final int PIECE = 1 << 11;

  private HostSums() {}

  /**
   * The weighted sum of the rows of a matrix, on several threads.
   *
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

  /**
   * Sums images over all but the channels, on several threads: over the batch value by value, as
   * Java vectorises it, then over the pixels in double precision.
   *
   * @param x [batch, channels, …], contiguous floats
   * @param result of length channels, contiguous floats, receives the sums
   */
  static void ofChannels(INDArray x, INDArray result) {
    FloatBuffer from = HostMemory.view(x);
    int batch = (int) x.size(0);
    float[] sums = new float[(int) result.length()];
    int pixels = (int) (x.length() / batch / sums.length);
    int group = Math.max(1, PIECE / pixels);
    HostTasks.run(
        (sums.length + group - 1) / group,
        (first, end) -> {
          float[] piece = new float[group * pixels];
          float[] ofBatch = new float[group * pixels];
          for (int channel = first * group; channel < end * group; channel += group) {
            int count = Math.min(group, sums.length - channel);
            Arrays.fill(ofBatch, 0);
            for (int i = 0; i < batch; i++) {
              from.get((i * sums.length + channel) * pixels, piece, 0, count * pixels);
              add(count * pixels, 1, piece, ofBatch);
            }
            for (int k = 0; k < count; k++) {
              sums[channel + k] = total(ofBatch, k * pixels, (k + 1) * pixels);
            }
          }
        });
    HostMemory.write(sums, 0, result);
  }

  private static float total(float[] values, int from, int end) {
    double sum = 0;
    for (int i = from; i < end; i++) {
      sum += values[i];
    }
    return (float) sum;
  }

  /** Adds the first {@code n} values times {@code factor}. */
  static void add(int n, float factor, float[] values, float[] sums) {
    for (int i = 0; i < n; i++) {
      sums[i] += factor * values[i];
    }
  }
}
