/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.report;

import io.github.veil.core.Require;

/** A part of a section. */
public sealed interface Block permits Block.Text, Block.Table, Block.Picture, Block.Document {

  /** A paragraph. */
  record Text(String text) implements Block {}

  /** A table under its name. */
  record Table(ReportTable table) implements Block {}

  /**
   * A picture or plot.
   *
   * @param name its file name without ending
   * @param caption what it shows, for those who see it and for those who do not
   * @param png its content
   * @param pixels whether single pixels matter, so that enlarging must not smooth them
   */
  record Picture(String name, String caption, byte[] png, boolean pixels) implements Block {
    public Picture {
      Require.that(
          name.matches("[a-z0-9-]+"), "\"%s\" is no file name for a picture of the report.", name);
    }
  }

  /** A text of several lines as it stands, folded away under its title. */
  record Document(String title, String text) implements Block {}
}
