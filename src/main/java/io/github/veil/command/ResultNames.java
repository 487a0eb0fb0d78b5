/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.WindowManager;
import java.nio.file.Path;

/** Titles of results: what they are called after, and what they are. */
final class ResultNames {

  private ResultNames() {}

  /** The name of a file or image without the ending of a TIFF. */
  static String ofPatches(String name) {
    return name.replaceFirst("(?i)\\.tiff?$", "");
  }

  /**
   * What images of a model are called after: the file, or where that is called model.zip as
   * training does, the nearest folder of another name.
   */
  static String ofModel(Path zip) {
    String name = zip.getFileName().toString().replaceFirst("(?i)\\.zip$", "");
    Path folder = zip.toAbsolutePath().normalize().getParent();
    while (name.equals("model") && folder != null && folder.getFileName() != null) {
      name = folder.getFileName().toString();
      folder = folder.getParent();
    }
    return name;
  }

  /** A title that no open image has yet. */
  static String unique(String title) {
    return WindowManager.makeUniqueName(title);
  }
}
