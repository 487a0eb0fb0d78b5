/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

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

  /** Not by {@code get}: behind the middle of a view it gives an empty array. */
  private INDArray view(INDArray array, long start) {
    DataBuffer own = array.data();
    DataBuffer whole = own.originalDataBuffer() == null ? own : own.originalDataBuffer();
    long[] size = array.shape().clone();
    size[0] = length;
    long offset = array.offset() + start * array.stride(0);
    return Nd4j.create(whole, size, array.stride(), offset, array.ordering());
  }
}
