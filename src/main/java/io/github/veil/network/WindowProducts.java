/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A way of our own, by products of matrices, to do what a convolution and the transposed one do.
 * Wide images are [batch, c, h, w], narrow ones [batch, n, rows, columns], weights and their
 * gradients [n, c, k, k].
 */
interface WindowProducts {

  /** Whether {@link #narrow} by itself is cheaper than the library's convolution. */
  boolean narrowIsCheaper();

  /** Whether {@link #widen} by itself is cheaper than the library's transposed convolution. */
  boolean widenIsCheaper();

  /**
   * What a convolution does to {@code wide}.
   *
   * @param bias null for none
   */
  void narrow(INDArray wide, INDArray weights, INDArray bias, INDArray narrow);

  /** What a transposed convolution does to {@code narrow}, without bias. */
  void widen(INDArray narrow, INDArray weights, INDArray wide);

  /** The weight gradient, and {@link #narrow} of {@code wide} without bias. */
  void narrowWithWeights(
      INDArray narrow, INDArray wide, INDArray weights, INDArray toWeights, INDArray toNarrow);

  /** The weight gradient, and {@link #widen} of {@code narrow}. */
  void widenWithWeights(
      INDArray narrow, INDArray wide, INDArray weights, INDArray toWeights, INDArray toWide);

  /**
   * The weight gradient alone.
   *
   * @param factors of the examples, [1, batch]; null for 1
   */
  void weights(INDArray narrow, INDArray wide, INDArray factors, INDArray toWeights);
}
