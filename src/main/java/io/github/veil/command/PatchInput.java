/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.Calibration;
import io.github.veil.core.Require;
import io.github.veil.image.IntensityScaling;
import io.github.veil.patch.ExtractionConfig;
import io.github.veil.patch.PatchSet;
import io.github.veil.patch.PatchSetInfo;
import io.github.veil.train.GanJob.PatchDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The patches that a training reads.
 *
 * @param name what results are called after: the file's or the image's name without its ending
 * @param set the patches
 * @param description what is known of them
 */
record PatchInput(String name, PatchSet set, PatchDescription description) {

  /**
   * @param text a file that Extract Patches wrote, the title of an open patch stack, or blank for
   *     the active image
   * @throws IllegalArgumentException if there is neither such a file nor such an image
   */
  static PatchInput open(String text) throws IOException {
    if (text.isBlank()) {
      ImagePlus active = WindowManager.getCurrentImage();
      Require.that(
          active != null && active.getProcessor() != null,
          "There are no patches: choose a patch set file, or open a stack of patches first.");
      return of(active);
    }
    if (Files.exists(Path.of(text))) {
      PatchSet set = PatchSet.open(Path.of(text));
      return new PatchInput(
          ResultNames.ofPatches(Path.of(text).getFileName().toString()),
          set,
          set.info().map(PatchInput::describe).orElse(PatchDescription.UNKNOWN));
    }
    return of(OpenImages.byTitle(text, "patches (there is no such file either)"));
  }

  private static PatchInput of(ImagePlus image) throws IOException {
    Calibration calibration = image.getCalibration();
    PatchDescription description =
        new PatchDescription(
            calibration.pixelWidth,
            calibration.pixelHeight,
            calibration.getUnit(),
            "unknown",
            true);
    return new PatchInput(ResultNames.ofPatches(image.getTitle()), PatchSet.of(image), description);
  }

  private static PatchDescription describe(PatchSetInfo info) {
    ExtractionConfig extraction = info.extraction();
    IntensityScaling scaling = extraction == null ? null : extraction.scaling();
    return new PatchDescription(
        info.pixelSize().width(),
        info.pixelSize().height(),
        info.pixelSize().unit(),
        scaling == null ? "unknown" : scaling.toString(),
        !(scaling instanceof IntensityScaling.Range));
  }
}
