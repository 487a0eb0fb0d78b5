/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What gives the gradients of a step. */
interface CycleGradient extends AutoCloseable {

  /**
   * Computes the gradients of step {@code step} at the present weights.
   *
   * @return the losses; {@link CycleHistory.Losses#HIDDEN} where they must not be known
   */
  CycleHistory.Losses compute(long step);

  /** Gradients of G, F, the critic of X and the critic of Y; may be overwritten. */
  List<INDArray> gradients();

  @Override
  void close();
}
