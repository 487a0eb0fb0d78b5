/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import java.io.IOException;
import java.util.List;

/** Learns what a window or a log shows of a training while it runs. */
public interface CycleListener {

  /** Does nothing. */
  CycleListener NONE = new CycleListener() {};

  /** A step was recorded; called from the training's thread. */
  default void stepRecorded(CycleHistory.Row row) {}

  /** Whether {@link #previewMade} shall be called now; asked after every step. */
  default boolean wantsPreview() {
    return false;
  }

  /**
   * The fixed slices as they are translated now. In private training only public slices are shown,
   * and without such this is never called.
   *
   * @param history all rows so far
   */
  default void previewMade(CyclePreview preview, List<CycleHistory.Row> history)
      throws IOException {}
}
