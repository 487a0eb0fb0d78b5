/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command.window;

import ij.ImagePlus;
import io.github.veil.core.Progress;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import javax.swing.SwingUtilities;

/**
 * Shows a training in a window. The training's thread only leaves its news here; the window looks
 * for them about once a second, so that drawing never slows training down.
 */
final class WindowMonitor implements TrainingMonitor {

  private static final long PREVIEW_NANOS = 5_000_000_000L;

  private final LossCurves curves = new LossCurves();
  private final TrainingControls controls = new TrainingControls();
  private volatile TrainingNews news = TrainingNews.NONE;
  private volatile long previewNanos = System.nanoTime() - PREVIEW_NANOS;
  private TrainingWindow window;

  private WindowMonitor() {}

  static WindowMonitor open(String title) {
    WindowMonitor monitor = new WindowMonitor();
    onEventThread(
        () -> {
          monitor.window =
              new TrainingWindow(title, monitor.curves, () -> monitor.news, monitor.controls);
          monitor.window.open();
        });
    return monitor;
  }

  @Override
  public void losses(double iteration, Map<String, Double> values) {
    curves.add(iteration, values);
  }

  @Override
  public boolean wantsPreview() {
    return window.isVisible() && System.nanoTime() - previewNanos >= PREVIEW_NANOS;
  }

  @Override
  public void preview(ImagePlus stack) {
    previewNanos = System.nanoTime();
    news = news.withPreview(stack);
  }

  @Override
  public void privacy(double spent, double budget) {
    news = news.withPrivacy(spent, budget);
  }

  @Override
  public Progress watch(Progress progress) {
    return controls.watch(
        progress, (done, total, message) -> news = news.withProgress(done, total, message));
  }

  @Override
  public void close() {
    controls.pause(false);
    onEventThread(window::close);
  }

  private static void onEventThread(Runnable task) {
    if (SwingUtilities.isEventDispatchThread()) {
      task.run();
      return;
    }
    try {
      SwingUtilities.invokeAndWait(task);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("The training window failed.", e.getCause());
    }
  }
}
