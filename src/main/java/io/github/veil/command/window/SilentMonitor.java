/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command.window;

import ij.ImagePlus;
import io.github.veil.core.Progress;
import java.util.Map;

/** Shows nothing. */
final class SilentMonitor implements TrainingMonitor {

  @Override
  public void losses(double iteration, Map<String, Double> values) {}

  @Override
  public boolean wantsPreview() {
    return false;
  }

  @Override
  public void preview(ImagePlus stack) {}

  @Override
  public void privacy(double spent, double budget) {}

  @Override
  public Progress watch(Progress progress) {
    return progress;
  }

  @Override
  public void close() {}
}
