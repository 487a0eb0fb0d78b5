/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.core;

/** How long work tells where it is, and learns that it should stop. */
public interface Progress {

  /** Does nothing, and is never cancelled. */
  Progress NONE = (done, total, message) -> {};

  /**
   * @param done how much is done, 0 to {@code total}
   * @param total how much there is to do, at least 1
   * @param message what is being done, for a status bar
   */
  void report(long done, long total, String message);

  /** Whether the user asked to stop; polled between units of work, from any thread. */
  default boolean isCanceled() {
    return false;
  }

  /**
   * Whether the user asked to end early and keep what there is: the work then ends well, with all
   * its results. Polled like {@link #isCanceled()}.
   */
  default boolean wantsToFinish() {
    return false;
  }

  /**
   * Returns at once, unless the user paused the work: then after they let it go on, finish or
   * cancel. Called by the working thread between units of work.
   */
  default void waitWhilePaused() {}
}
