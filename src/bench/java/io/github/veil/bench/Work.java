/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.bench;

import java.util.Map;

/** One kind of work to be timed, set up and warm. */
interface Work extends AutoCloseable {

  /** Does the work once. */
  void step() throws Exception;

  /** What the work knows of itself, for the report; nothing by default. */
  default Map<String, Double> measures() {
    return Map.of();
  }

  @Override
  default void close() {}
}
