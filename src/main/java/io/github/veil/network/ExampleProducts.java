/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/** One example's weight gradient after the other. With memory of its own: for one thread. */
interface ExampleProducts extends AutoCloseable {

  /**
   * Multiplies the pixels of an example.
   *
   * @param x its wide image
   * @param y its narrow one
   * @return its weight gradient as one row, for {@link #writeWeights}; until the next call
   */
  INDArray multiply(INDArray x, INDArray y);

  /** Brings such a gradient, or a sum of them, into the order of the layer's weights. */
  void writeWeights(INDArray gradient, INDArray target);

  @Override
  void close();
}
