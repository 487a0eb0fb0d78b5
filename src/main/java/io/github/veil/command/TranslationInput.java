/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import io.github.veil.core.Require;
import io.github.veil.train.cycle.Direction;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What is to be translated.
 *
 * @param model a trained model
 * @param direction which way
 * @param scans what to translate
 * @param folder for the results; null to keep none
 * @param overwrite whether existing results are made anew
 */
record TranslationInput(
    Path model, Direction direction, ScanSet scans, Path folder, boolean overwrite) {

  static final String X_TO_Y = "X to Y";
  static final String Y_TO_X = "Y to X";

  /** The direction of that name. */
  static Direction direction(String name) {
    return switch (name) {
      case X_TO_Y -> Direction.G;
      case Y_TO_X -> Direction.F;
      default ->
          throw new IllegalArgumentException(
              "The direction must be \"X to Y\" or \"Y to X\", but is \"" + name + "\".");
    };
  }

  /**
   * @param field what to translate; blank for the active image
   * @param key the field's name in macros
   * @param pattern of files in a folder
   */
  static TranslationInput of(
      File model,
      Direction direction,
      File field,
      String key,
      String pattern,
      File output,
      boolean overwrite)
      throws IOException {
    Require.that(
        CommandRun.isGiven(model), "model is blank; choose the model.zip that a training wrote.");
    ScanSet scans =
        CommandRun.isGiven(field)
            ? ScanSet.of(field, key, pattern, ScanSet.EACH_FILE)
            : ScanSet.ofActiveImage(key);
    boolean several = scans.entries().size() > 1;
    Require.that(
        CommandRun.isGiven(output) || !several,
        "output is blank; choose a folder for the %d translated scans.",
        scans.entries().size());
    return new TranslationInput(
        model.toPath(), direction, scans, CommandRun.path(output), overwrite);
  }
}
