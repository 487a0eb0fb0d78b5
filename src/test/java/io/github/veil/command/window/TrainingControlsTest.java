/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.core.Progress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TrainingControlsTest {

  private final TrainingControls controls = new TrainingControls();
  private final Progress progress = controls.watch(Progress.NONE, Progress.NONE);

  private CompletableFuture<Void> waiting(Progress watched) {
    return CompletableFuture.runAsync(watched::waitWhilePaused);
  }

  @Test
  void watch_untouched_goesOn() throws Exception {
    waiting(progress).get(5, TimeUnit.SECONDS);
    assertFalse(progress.isCanceled());
    assertFalse(progress.wantsToFinish());
  }

  @Test
  void pause_holdsTheTrainingUntilItMayGoOn() throws Exception {
    controls.pause(true);
    CompletableFuture<Void> training = waiting(progress);
    assertThrows(TimeoutException.class, () -> training.get(300, TimeUnit.MILLISECONDS));
    controls.pause(false);
    training.get(5, TimeUnit.SECONDS);
  }

  @Test
  void finishAndCancel_endAPause() throws Exception {
    controls.pause(true);
    CompletableFuture<Void> training = waiting(progress);
    controls.finish();
    training.get(5, TimeUnit.SECONDS);
    assertTrue(progress.wantsToFinish());
    assertFalse(progress.isCanceled());
    controls.pause(true);
    controls.cancel();
    waiting(progress).get(5, TimeUnit.SECONDS);
    assertTrue(progress.isCanceled());
  }

  @Test
  void pause_cancelledInTheTaskList_ends() throws Exception {
    AtomicBoolean cancelled = new AtomicBoolean();
    Progress outer =
        new Progress() {
          @Override
          public void report(long done, long total, String message) {}

          @Override
          public boolean isCanceled() {
            return cancelled.get();
          }
        };
    Progress watched = controls.watch(outer, Progress.NONE);
    controls.pause(true);
    CompletableFuture<Void> training = waiting(watched);
    cancelled.set(true);
    training.get(5, TimeUnit.SECONDS);
    assertTrue(watched.isCanceled());
  }

  @Test
  void report_reachesBoth() {
    StringBuilder heard = new StringBuilder();
    controls
        .watch(
            (done, total, message) -> heard.append("bar ").append(message),
            (done, total, message) -> heard.append(", window ").append(done))
        .report(3, 9, "three");
    assertEquals("bar three, window 3", heard.toString());
  }
}
