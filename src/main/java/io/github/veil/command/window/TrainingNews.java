/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command.window;

import ij.ImagePlus;

/**
 * The latest news of a training.
 *
 * @param done iterations done
 * @param total iterations in all, at least 1
 * @param message what the status bar says
 * @param preview images; null before the first
 * @param spent epsilon charged so far; NaN without privacy
 * @param budget epsilon that is never exceeded; 0 for none
 */
record TrainingNews(
    long done, long total, String message, ImagePlus preview, double spent, double budget) {

  /** Before the first iteration. */
  static final TrainingNews NONE =
      new TrainingNews(0, 1, "Preparing the networks …", null, Double.NaN, 0);

  TrainingNews withProgress(long nowDone, long nowTotal, String nowMessage) {
    return new TrainingNews(nowDone, Math.max(1, nowTotal), nowMessage, preview, spent, budget);
  }

  TrainingNews withPreview(ImagePlus now) {
    return new TrainingNews(done, total, message, now, spent, budget);
  }

  TrainingNews withPrivacy(double nowSpent, double nowBudget) {
    return new TrainingNews(done, total, message, preview, nowSpent, nowBudget);
  }
}
