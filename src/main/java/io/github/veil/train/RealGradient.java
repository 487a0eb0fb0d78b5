/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The part of the critic's gradient that real patches give. */
interface RealGradient extends AutoCloseable {

  /**
   * Writes the gradient of critic step {@code step} to {@code gradient}, whatever that held before.
   *
   * @return mean loss on real patches; NaN where it must not be known
   */
  double write(INDArray gradient, long step);

  @Override
  default void close() {}
}
