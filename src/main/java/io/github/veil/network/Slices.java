/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Views of an array's examples, made once for as long as the array stays the same. */
final class Slices {

  private INDArray whole;
  private INDArray[] parts;

  /**
   * @param asBatch whether every view keeps a batch dimension of 1
   */
  INDArray[] of(INDArray array, boolean asBatch) {
    if (array != whole) {
      parts = new INDArray[(int) array.size(0)];
      for (int i = 0; i < parts.length; i++) {
        INDArray part = array.slice(i);
        parts[i] = asBatch ? part.reshape(withBatch(part.shape())) : part;
      }
      whole = array;
    }
    return parts;
  }

  private static long[] withBatch(long[] shape) {
    long[] all = new long[shape.length + 1];
    all[0] = 1;
    System.arraycopy(shape, 0, all, 1, shape.length);
    return all;
  }
}
