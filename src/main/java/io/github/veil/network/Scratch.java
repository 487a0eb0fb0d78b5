/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * One buffer for intermediate values that nobody needs after the operation at hand. It grows to the
 * largest request; every {@link #take} invalidates what was taken before.
 */
final class Scratch implements AutoCloseable {

  private final DataType type;
  private final Map<LongBuffer, INDArray> views = new HashMap<>();
  private INDArray buffer;

  Scratch(DataType type) {
    this.type = type;
  }

  /**
   * A row-major array of undefined content; for the same shape the same one, as long as the buffer
   * does not grow: a view takes longer to make than many an operation.
   */
  INDArray take(long... shape) {
    long length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    if (buffer == null || buffer.length() < length) {
      close();
      buffer = Ops.allocate(type, length);
    }
    return views.computeIfAbsent(LongBuffer.wrap(shape.clone()), any -> view(shape, length));
  }

  private INDArray view(long[] shape, long length) {
    INDArray part =
        buffer.length() == length ? buffer : buffer.get(NDArrayIndex.interval(0, length));
    return part.reshape(shape);
  }

  @Override
  public void close() {
    if (buffer != null) {
      views.clear();
      buffer.close();
      buffer = null;
    }
  }
}
