/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Views of consecutive parts of an array, made once for as long as the array stays the same. */
final class Slices {

  private final long length;
  private final long[] shape;
  private INDArray whole;
  private INDArray[] parts;

  /**
   * @param length size of every view along the first dimension
   * @param shape shape of the views; none: that of the array, but for the first dimension
   */
  Slices(long length, long... shape) {
    this.length = length;
    this.shape = shape;
  }

  /**
   * @param array its first dimension is a multiple of the views' length
   */
  INDArray[] of(INDArray array) {
    if (array != whole) {
      parts = new INDArray[(int) (array.size(0) / length)];
      for (int i = 0; i < parts.length; i++) {
        INDArray part = parts.length == 1 ? array : view(array, i * length);
        parts[i] = shape.length == 0 ? part : part.reshape(shape);
      }
      whole = array;
    }
    return parts;
  }

  private INDArray view(INDArray array, long start) {
    INDArrayIndex[] indices = all(array.rank());
    indices[0] = NDArrayIndex.interval(start, start + length);
    return array.get(indices);
  }

  private static INDArrayIndex[] all(int rank) {
    INDArrayIndex[] indices = new INDArrayIndex[rank];
    Arrays.setAll(indices, dimension -> NDArrayIndex.all());
    return indices;
  }
}
