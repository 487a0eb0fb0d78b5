/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.ImagePlus;
import ij.io.FileSaver;
import io.github.veil.core.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;

/** Writes pictures beside a command's other results, in place of older ones. */
final class ImageFiles {

  private ImageFiles() {}

  static void png(Path file, ImagePlus image) throws IOException {
    save(file, part -> new FileSaver(image).saveAsPng(part));
  }

  static void tiff(Path file, ImagePlus image) throws IOException {
    save(
        file,
        part -> {
          FileSaver saver = new FileSaver(image);
          return image.getStackSize() > 1 ? saver.saveAsTiffStack(part) : saver.saveAsTiff(part);
        });
  }

  /** Writes to a path; false when it failed. */
  private interface Saver {
    boolean save(String part);
  }

  private static void save(Path file, Saver saver) throws IOException {
    AtomicFile.viaPath(
        file,
        true,
        part -> {
          if (!saver.save(part.toString())) {
            throw new IOException("\"" + file + "\" cannot be written; check the folder.");
          }
        });
  }
}
