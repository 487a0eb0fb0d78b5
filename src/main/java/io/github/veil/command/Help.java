/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

/** The head of a dialog, with links to the documentation. */
final class Help {

  private static final String DOCS = "https://github.com/veil/veil/blob/HEAD/docs/";

  private Help() {}

  /**
   * A command's name, what it does, and where to read on.
   *
   * @param page of the command, in docs/commands
   * @param lines HTML of at most 86 characters each
   */
  static String header(String name, String page, String... lines) {
    return MessageText.block(
        "<b>"
            + name
            + "</b><br>"
            + String.join("<br>", lines)
            + "<br>"
            + String.join(
                " &nbsp; ",
                link("commands/" + page, "Help"),
                link("five-minute-start", "Five-minute start"),
                link("privacy-guide", "Privacy guide"),
                link("methods", "Methods and citations")));
  }

  private static String link(String page, String text) {
    return "<a href=\"" + DOCS + page + ".md\">" + text + "</a>";
  }
}
