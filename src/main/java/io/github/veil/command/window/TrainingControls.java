/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command.window;

import io.github.veil.core.Progress;

/**
 * What the user asked a running training to do. Buttons call it from one thread, the training asks
 * from another.
 */
final class TrainingControls {

  /** How often a paused training looks whether it was cancelled elsewhere. */
  private static final long LOOK_MILLIS = 200;

  private boolean paused;
  private boolean finish;
  private boolean cancel;

  synchronized void pause(boolean on) {
    paused = on;
    notifyAll();
  }

  synchronized boolean isPaused() {
    return paused;
  }

  /** Ends the training well, also out of a pause. */
  synchronized void finish() {
    finish = true;
    pause(false);
  }

  /** Ends the training with a checkpoint to resume from, also out of a pause. */
  synchronized void cancel() {
    cancel = true;
    pause(false);
  }

  /** Whether {@link #finish()} or {@link #cancel()} was asked for. */
  synchronized boolean isEnding() {
    return finish || cancel;
  }

  /** Passes reports on to {@code progress} and {@code display}, and answers for the buttons. */
  Progress watch(Progress progress, Progress display) {
    return new Progress() {
      @Override
      public void report(long done, long total, String message) {
        progress.report(done, total, message);
        display.report(done, total, message);
      }

      @Override
      public boolean isCanceled() {
        return asked(false) || progress.isCanceled();
      }

      @Override
      public boolean wantsToFinish() {
        return asked(true) || progress.wantsToFinish();
      }

      @Override
      public void waitWhilePaused() {
        progress.waitWhilePaused();
        sleepWhilePaused(progress);
      }
    };
  }

  private synchronized boolean asked(boolean whetherToFinish) {
    return whetherToFinish ? finish : cancel;
  }

  private synchronized void sleepWhilePaused(Progress progress) {
    try {
      while (paused && !progress.isCanceled()) {
        wait(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      cancel = true;
      Thread.currentThread().interrupt();
    }
  }
}
