/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.translate;

import io.github.veil.core.Progress;

/**
 * Progress of one piece of work among several of about the same length.
 *
 * @param all progress of all of them
 * @param index of the piece, from 0
 * @param count how many pieces there are
 */
record BatchProgress(Progress all, int index, int count) implements Progress {

  private static final int STEPS = 1000;

  @Override
  public void report(long done, long total, String message) {
    all.report(
        (long) index * STEPS + STEPS * done / Math.max(1, total),
        (long) count * STEPS,
        "%s (%d of %d)".formatted(message, index + 1, count));
  }

  @Override
  public boolean isCanceled() {
    return all.isCanceled();
  }

  @Override
  public boolean wantsToFinish() {
    return all.wantsToFinish();
  }

  @Override
  public void waitWhilePaused() {
    all.waitWhilePaused();
  }
}
