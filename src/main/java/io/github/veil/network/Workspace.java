/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import org.nd4j.linalg.api.buffer.DataType;

/**
 * Buffers that the steps of one network share, each free for use within one operation.
 *
 * @param general for one intermediate value
 * @param addends for gradients of signals with several consumers
 * @param columns for windows laid out as columns
 * @param left for a left-hand factor
 * @param right for a right-hand factor
 * @param sums for sums of parts of rows
 * @param ones a factor that sums
 */
record Workspace(
    Scratch general,
    Scratch addends,
    Scratch columns,
    Scratch left,
    Scratch right,
    Scratch sums,
    Ones ones)
    implements AutoCloseable {

  static Workspace of(DataType type) {
    return new Workspace(
        new Scratch(type),
        new Scratch(type),
        new Scratch(type),
        new Scratch(type),
        new Scratch(type),
        new Scratch(type),
        new Ones(type));
  }

  @Override
  public void close() {
    general.close();
    addends.close();
    columns.close();
    left.close();
    right.close();
    sums.close();
    ones.close();
  }
}
