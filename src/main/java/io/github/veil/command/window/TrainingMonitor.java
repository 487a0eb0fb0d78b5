/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command.window;

import ij.ImagePlus;
import io.github.veil.core.Progress;
import java.awt.GraphicsEnvironment;
import java.util.Map;

/**
 * What a training tells the user while it runs, and what the user tells it. All methods may be
 * called from any thread. Use it in a try-with-resources statement:
 *
 * <pre>{@code
 * try (TrainingMonitor monitor = TrainingMonitor.open("Training on hospital", show)) {
 *   trainer.run(monitor.watch(progress), monitor);
 * }
 * }</pre>
 */
public interface TrainingMonitor extends AutoCloseable {

  /**
   * Adds a point to each named curve.
   *
   * @param iteration where on the horizontal axis; grows from call to call
   * @param values by name of the loss; NaN adds nothing
   */
  void losses(double iteration, Map<String, Double> values);

  /** Whether a new {@link #preview} is due; false when nobody looks. */
  boolean wantsPreview();

  /**
   * Shows images.
   *
   * @param stack one image per slice, its channels one below the other; with privacy synthetic
   *     images only
   */
  void preview(ImagePlus stack);

  /**
   * Shows how much privacy is spent. Never called by a training without privacy.
   *
   * @param spent epsilon charged so far
   * @param budget epsilon that is never exceeded; 0 for no budget
   */
  void privacy(double spent, double budget);

  /**
   * The progress that the training shall report to: shows it here too, and passes on what the
   * buttons say.
   */
  Progress watch(Progress progress);

  /** Ends the display, and lets a paused training go on. */
  @Override
  void close();

  /**
   * Opens a window.
   *
   * @param title of the window
   * @param show whether a window is wanted; without a screen there is none
   */
  static TrainingMonitor open(String title, boolean show) {
    return show && !GraphicsEnvironment.isHeadless()
        ? WindowMonitor.open(title)
        : new SilentMonitor();
  }
}
