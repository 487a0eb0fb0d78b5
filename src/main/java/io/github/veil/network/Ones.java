/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A matrix of ones, for sums by matrix products. It grows to the largest request. */
final class Ones implements AutoCloseable {

  private final Scratch buffer;
  private long filled;

  Ones(DataType type) {
    this.buffer = new Scratch(type);
  }

  /** [rows, columns]; read only. */
  INDArray take(long rows, long columns) {
    INDArray ones = buffer.take(rows, columns);
    if (ones.length() > filled) {
      ones.assign(1);
      filled = ones.length();
    }
    return ones;
  }

  @Override
  public void close() {
    buffer.close();
    filled = 0;
  }
}
