/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import io.github.veil.core.Progress;
import java.io.IOException;

/**
 * Trains a translation between two unpaired sets of slices and writes its results: the one door to
 * it, for commands and scripts.
 *
 * <p>In the job's folder it leaves {@code model.zip}, {@code history.csv}, {@code privacy.json},
 * {@code privacy.txt} and {@code privacy.html}; while it runs, and after a cancel, {@code
 * checkpoint.zip} to {@link #resume} from.
 */
public final class CycleTraining {

  private CycleTraining() {}

  /**
   * Starts a new training.
   *
   * @throws IllegalArgumentException if a setting makes no sense for these slices
   * @throws IOException if a file cannot be read or written, or exists already
   */
  public static CycleResult start(CycleJob job, CycleListener listener, Progress progress)
      throws IOException {
    throw new UnsupportedOperationException("The training loop follows.");
  }

  /**
   * Continues a training from its checkpoint, as if it had never stopped: on one machine the
   * weights come out bit for bit the same. All settings are the checkpoint's.
   *
   * @throws IllegalArgumentException if the slices are not those of the checkpoint
   * @throws IOException if there is no checkpoint, or it cannot be read
   */
  public static CycleResult resume(CycleJob job, CycleListener listener, Progress progress)
      throws IOException {
    throw new UnsupportedOperationException("The training loop follows.");
  }
}
