/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import java.util.List;

/**
 * Which real patches enter a critic step. A draw depends on the step number and the run's random
 * key alone, so a resumed run repeats it.
 */
public interface BatchSampler extends AutoCloseable {

  /**
   * @param step 0-based number of the critic step
   * @return the units of the step; each is the indices of its patches. May be empty under Poisson
   *     sampling.
   */
  List<int[]> draw(long step);

  /** The public number the summed gradient is divided by: the expected number of units. */
  int expectedUnits();

  @Override
  default void close() {}
}
