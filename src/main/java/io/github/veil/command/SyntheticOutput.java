/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.ImagePlus;
import ij.text.TextWindow;
import io.github.veil.core.AtomicFile;
import io.github.veil.core.Require;
import io.github.veil.patch.PatchSetInfo;
import io.github.veil.patch.PatchSetWriter;
import io.github.veil.patch.PatchSink;
import io.github.veil.patch.PatchStackBuilder;
import io.github.veil.patch.PixelSize;
import io.github.veil.train.ModelCard;
import io.github.veil.train.ModelZip;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where generated images go: to the screen, to a stack file, or to a file for each. */
final class SyntheticOutput {

  /** One TIFF stack with a table, as Extract Patches writes. */
  static final String STACK = "TIFF stack";

  /** A TIFF file for each image and each label. */
  static final String TIFF_FILES = "TIFF files";

  /** A NIfTI file for each image and each label. */
  static final String NIFTI_FILES = "NIfTI files";

  static final String STACK_NAME = "synthetic.tif";

  private final ModelCard card;
  private final Path folder;
  private final String format;
  private final boolean overwrite;
  private final boolean show;
  private ImagePlus image;

  /**
   * @param folder null to write nothing
   */
  SyntheticOutput(ModelCard card, Path folder, String format, boolean overwrite, boolean show) {
    Require.that(
        List.of(STACK, TIFF_FILES, NIFTI_FILES).contains(format),
        "The file format must be \"%s\", \"%s\" or \"%s\", but is \"%s\".",
        STACK,
        TIFF_FILES,
        NIFTI_FILES,
        format);
    this.card = card;
    this.folder = folder;
    this.format = format;
    this.overwrite = overwrite;
    this.show = show;
  }

  /** Generates into a sink; false when cancelled. */
  @FunctionalInterface
  interface Source {
    boolean generate(PatchSink sink) throws IOException;
  }

  /**
   * Takes all that {@code source} gives.
   *
   * @return false when cancelled; then nothing is left behind
   */
  boolean write(Source source) throws IOException {
    PatchStackBuilder stack =
        show ? new PatchStackBuilder(card.patchSize(), card.channels()) : null;
    boolean complete;
    if (folder == null) {
      complete = source.generate(stack);
    } else if (format.equals(STACK)) {
      complete = writeStack(source, stack);
    } else {
      complete = new SyntheticFiles(card, folder, format, overwrite).write(source, stack);
    }
    if (complete && stack != null) {
      image = stack.build("Synthetic images", pixelSize());
    }
    return complete;
  }

  private boolean writeStack(Source source, PatchStackBuilder stack) throws IOException {
    try {
      PatchSetWriter.write(
          folder.resolve(STACK_NAME),
          overwrite,
          card.patchSize(),
          card.channels(),
          writer -> {
            if (!source.generate(both(writer, stack))) {
              throw new Canceled();
            }
            return PatchSetInfo.generated(
                writer.count(), card.patchSize(), card.channels(), pixelSize());
          });
      return true;
    } catch (Canceled e) {
      return false;
    }
  }

  /** Ends a writer without leaving files behind. */
  static final class Canceled extends IOException {
    private static final long serialVersionUID = 1;
  }

  /** Gives each patch to two sinks; the second may be null. */
  static PatchSink both(PatchSink first, PatchSink second) {
    return second == null
        ? first
        : (pixels, row) -> {
          first.add(pixels, row);
          second.add(pixels, row);
        };
  }

  private PixelSize pixelSize() {
    return pixelSize(card);
  }

  static PixelSize pixelSize(ModelCard card) {
    return new PixelSize(card.pixelWidth(), card.pixelHeight(), 1, card.unit());
  }

  /**
   * The stack on the screen; null when none was asked for.
   *
   * @param title of the stack, made unique
   */
  ImagePlus image(String title) {
    if (image != null) {
      image.setTitle(ResultNames.unique(title));
    }
    return image;
  }

  /**
   * Shows the model's privacy statement, and writes it beside the images.
   *
   * @return where they are, in one sentence
   */
  String publishStatement(Path model) throws IOException {
    String text = ModelZip.text(model, ModelZip.STATEMENT);
    if (!GraphicsEnvironment.isHeadless()) {
      new TextWindow("Privacy statement", text, 760, 560);
    }
    if (folder == null) {
      return "The synthetic images are shown; no folder was chosen to write them to.";
    }
    for (String part : List.of(ModelZip.STATEMENT, ModelZip.PRIVACY, ModelZip.PAGE)) {
      AtomicFile.text(folder.resolve(part), true, ModelZip.text(model, part));
    }
    return "Synthetic images and their privacy statement are in \"" + folder + "\".";
  }
}
