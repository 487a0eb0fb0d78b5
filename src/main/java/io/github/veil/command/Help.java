/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

/** Where the documentation of the commands is. */
final class Help {

  private static final String DOCS = "https://github.com/veil/veil/blob/HEAD/docs/";

  private Help() {}

  /**
   * The last line of a dialog's header.
   *
   * @param page of the command, in docs/commands
   */
  static String links(String page) {
    return "<br><a href=\""
        + DOCS
        + "commands/"
        + page
        + ".md\">Help</a> &nbsp; <a href=\""
        + DOCS
        + "five-minute-start.md\">Five-minute start</a> &nbsp; <a href=\""
        + DOCS
        + "privacy-guide.md\">Privacy guide</a> &nbsp; <a href=\""
        + DOCS
        + "methods.md\">Methods and citations</a></html>";
  }
}
