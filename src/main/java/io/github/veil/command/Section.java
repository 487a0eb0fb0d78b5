/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

/** Headings that divide a long dialog. */
final class Section {

  private Section() {}

  static String heading(String text) {
    // Fiji's dialog sets messages flush right; a table of the fields' width makes them begin there.
    return "<html><table width=\"560\"><tr><td><b><font color=\"#405060\">"
        + text
        + "</font></b></td></tr></table></html>";
  }
}
