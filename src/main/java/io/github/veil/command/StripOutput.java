/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.ImagePlus;
import io.github.veil.core.AtomicFile;
import io.github.veil.train.ImageGenerator.Drawing;
import io.github.veil.train.PatchGenerator;
import io.github.veil.train.condition.ConditionSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;

/** The interpolation strip beside generated images, where one is asked for. */
final class StripOutput {

  static final String FILE = "strip.png";

  private final InterpolationStrip strip;
  private final Path file;
  private final boolean overwrite;

  /**
   * Checks what can be checked before any image is drawn.
   *
   * @param text of the field; blank for no strip
   * @param folder null to write nothing
   * @throws IllegalArgumentException with a sentence if the strip cannot be drawn
   * @throws IOException if its file exists and may not be replaced
   */
  StripOutput(String text, ConditionSchema schema, Path folder, boolean overwrite)
      throws IOException {
    this.strip = text.isBlank() ? null : InterpolationStrip.of(text, schema);
    this.file = strip == null || folder == null ? null : folder.resolve(FILE);
    this.overwrite = overwrite;
    if (file != null) {
      AtomicFile.refuseExisting(file, overwrite);
    }
  }

  /** Draws the strip and writes it; null if none was asked for. */
  ImagePlus make(Path model, Map<String, String> wishes, Drawing drawing) throws IOException {
    if (strip == null) {
      return null;
    }
    try (PatchGenerator generator = PatchGenerator.open(model)) {
      String title = ResultNames.unique(ResultNames.ofModel(model) + " strip");
      ImagePlus picture =
          strip.draw(generator, wishes, drawing.random(), drawing.truncation(), title);
      if (file != null) {
        AtomicFile.viaStream(
            file, overwrite, out -> ImageIO.write(picture.getBufferedImage(), "png", out));
      }
      return picture;
    }
  }
}
