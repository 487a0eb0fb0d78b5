/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Views of consecutive parts of arrays, kept for the arrays that were asked for last. */
final class Slices {

  private final long length;
  private final long[] shape;
  private final Views<INDArray[]> parts = new Views<>(this::split);

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
    return parts.of(array);
  }

  private INDArray[] split(INDArray array) {
    INDArray[] views = new INDArray[(int) (array.size(0) / length)];
    for (int i = 0; i < views.length; i++) {
      INDArray part = views.length == 1 ? array : view(array, i * length);
      views[i] = shape.length == 0 ? part : part.reshape(shape);
    }
    return views;
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
