/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Messages inside a dialog. Fiji sets a message flush right and gives it the size that its longest
 * line asks for; text that wraps by itself would make the dialog far too high. So lines are broken
 * here, and the first one is filled up with blanks to the width of the fields.
 */
final class MessageText {

  private static final int LINE_CHARACTERS = 92;

  /** A blank is about half as wide as a letter. */
  private static final int BLANKS = 150;

  private static final Pattern WORD = Pattern.compile("(?:<[^>]*>|[^\\s<])+");

  private MessageText() {}

  /**
   * Lines of HTML without line breaks.
   *
   * @param leastLines how many lines to take room for
   */
  static String html(List<String> paragraphs, int leastLines) {
    List<String> lines = new ArrayList<>();
    paragraphs.forEach(paragraph -> lines.addAll(broken(paragraph)));
    while (lines.size() < leastLines) {
      lines.add("&nbsp;");
    }
    lines.add("&nbsp;".repeat(BLANKS));
    return "<html>" + String.join("<br>", lines) + "</html>";
  }

  /** A heading that divides a long dialog. */
  static String heading(String text) {
    int blanks = Math.max(0, BLANKS - 2 * text.length());
    return "<html><b><font color=\"#405060\">"
        + text
        + "</font></b>"
        + "&nbsp;".repeat(blanks)
        + "</html>";
  }

  /** Text in which nothing is taken for a tag. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  static List<String> broken(String paragraph) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int length = 0;
    Matcher words = WORD.matcher(paragraph);
    while (words.find()) {
      int word = words.group().replaceAll("<[^>]*>", "").length() + 1;
      if (length > 0 && length + word > LINE_CHARACTERS) {
        lines.add(line.toString());
        line.setLength(0);
        length = 0;
      }
      line.append(length == 0 ? "" : " ").append(words.group());
      length += word;
    }
    lines.add(line.toString());
    return lines;
  }
}
