/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.core.Progress;
import java.util.Locale;

/** Wall-clock time of a training over all its sessions, and what the status bar says. */
final class TrainingClock {

  private final double before;
  private final double limitSeconds;
  private final long start = System.nanoTime();
  private long pausedNanos;
  private long firstIteration = -1;
  private double firstSeconds;

  /**
   * @param before seconds spent in earlier sessions
   * @param maxMinutes limit over all sessions; 0 for none
   */
  TrainingClock(double before, double maxMinutes) {
    this.before = before;
    this.limitSeconds = maxMinutes > 0 ? 60 * maxMinutes : Double.POSITIVE_INFINITY;
  }

  double seconds() {
    return before + (System.nanoTime() - start - pausedNanos) / 1e9;
  }

  /** Lets the user pause; the pause counts neither as training time nor against the limit. */
  void waitWhilePaused(Progress progress) {
    long begin = System.nanoTime();
    progress.waitWhilePaused();
    pausedNanos += System.nanoTime() - begin;
  }

  boolean timeIsUp() {
    return seconds() >= limitSeconds;
  }

  /**
   * @param done iterations, of {@code total}
   */
  String message(History.Row row, long done, long total) {
    if (firstIteration < 0) {
      firstIteration = done;
      firstSeconds = seconds();
    }
    String epsilon =
        Double.isNaN(row.epsilon())
            ? ""
            : String.format(Locale.ROOT, ", epsilon %.3f charged", row.epsilon());
    return String.format(
        Locale.ROOT,
        "Training: iteration %d of %d, epoch %.1f%s, %s left",
        done,
        total,
        row.epoch(),
        epsilon,
        left(done, total));
  }

  private String left(long iteration, long total) {
    long done = iteration - firstIteration;
    if (done < 1) {
      return "some time";
    }
    double perIteration = (seconds() - firstSeconds) / done;
    double left = Math.min(perIteration * (total - iteration), limitSeconds - seconds());
    long whole = Math.max(0, Math.round(left));
    return whole >= 3600
        ? String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole / 60 % 60)
        : String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
  }
}
