/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import java.io.IOException;
import java.util.List;

/** Learns what a window or a log shows of a training while it runs. */
public interface TrainingListener {

  /** Does nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /** An iteration was recorded; called from the training's thread. */
  default void iterationRecorded(History.Row row) {}

  /**
   * Whether {@link #previewMade} shall be called now, not only at checkpoints; asked after every
   * iteration.
   */
  default boolean wantsPreview() {
    return false;
  }

  /**
   * New synthetic patches; never real ones.
   *
   * @param images [count, channels, size, size] in [-1, 1]
   * @param history all rows so far
   */
  default void previewMade(SyntheticPatches images, List<History.Row> history) throws IOException {}
}
