/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.gui.Plot;
import io.github.veil.command.window.LossChart;
import io.github.veil.command.window.LossCurves;
import io.github.veil.train.TrainingResult.Ending;
import java.io.IOException;
import java.nio.file.Path;

/** What every training, of whatever networks, leaves behind and says at its end. */
final class TrainingOutcome {

  private TrainingOutcome() {}

  /**
   * How it ended, in one sentence.
   *
   * @param model the file that was written; not looked at after a cancel
   * @param folder where a cancelled training can be resumed from
   */
  static String sentence(Ending ending, Path model, Path folder) {
    String written = "; the model is \"" + model + "\".";
    return switch (ending) {
      case COMPLETE -> "The training is complete" + written;
      case BUDGET_SPENT -> "The privacy budget is spent, so the training ended" + written;
      case TIME_UP -> "The time limit was reached" + written;
      case FINISHED_EARLY -> "The training was finished early, as asked" + written;
      case CANCELED -> "The training was cancelled; resume it from the folder \"" + folder + "\".";
    };
  }

  /** Writes {@code loss.png} into the folder, and shows the chart where there are windows. */
  static void lossChart(LossCurves curves, String name, Path folder, boolean windows)
      throws IOException {
    Plot plot = LossChart.of(curves, ResultNames.unique(name + " losses"));
    ImageFiles.png(folder.resolve("loss.png"), plot.getImagePlus());
    if (windows) {
      plot.show();
    }
  }
}
