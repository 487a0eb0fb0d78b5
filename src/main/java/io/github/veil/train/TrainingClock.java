/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.core.Progress;
import java.util.Locale;

/** Wall-clock time of a training over all its sessions, and what the status bar says. */
public final class TrainingClock {

  private final double before;
  private final double limitSeconds;
  private final long start = System.nanoTime();
  private long pausedNanos;
  private long firstDone = -1;
  private double firstSeconds;

  /**
   * @param before seconds spent in earlier sessions
   * @param maxMinutes limit of this session; 0 for none
   */
  public TrainingClock(double before, double maxMinutes) {
    this.before = before;
    this.limitSeconds = maxMinutes > 0 ? 60 * maxMinutes : Double.POSITIVE_INFINITY;
  }

  /** Seconds over all sessions, pauses left out. */
  public double seconds() {
    return before + (System.nanoTime() - start - pausedNanos) / 1e9;
  }

  /** Lets the user pause; the pause counts neither as training time nor against the limit. */
  public void waitWhilePaused(Progress progress) {
    long begin = System.nanoTime();
    progress.waitWhilePaused();
    pausedNanos += System.nanoTime() - begin;
  }

  /** Whether the time limit is reached. */
  public boolean timeIsUp() {
    return seconds() - before >= limitSeconds;
  }

  /**
   * What the status bar says.
   *
   * @param what what is counted, for instance "iteration"
   * @param done how many of them are done, at least 1
   * @param epoch passes over the data so far
   * @param epsilon charged so far; NaN without privacy
   */
  public String message(String what, long done, long total, double epoch, double epsilon) {
    if (firstDone < 0) {
      firstDone = done;
      firstSeconds = seconds();
    }
    String charged =
        Double.isNaN(epsilon) ? "" : String.format(Locale.ROOT, ", epsilon %.3f charged", epsilon);
    return String.format(
        Locale.ROOT,
        "Training: %s %d of %d, epoch %.1f%s, %s left",
        what,
        done,
        total,
        epoch,
        charged,
        left(done, total));
  }

  private String left(long done, long total) {
    long timed = done - firstDone;
    if (timed < 1) {
      return "some time";
    }
    double each = (seconds() - firstSeconds) / timed;
    double left = Math.min(each * (total - done), limitSeconds + before - seconds());
    long whole = Math.max(0, Math.round(left));
    return whole >= 3600
        ? String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole / 60 % 60)
        : String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
  }
}
