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
 * Messages inside a dialog. Fiji sets a message flush right, as wide as its longest line, and packs
 * the dialog as if it could become as narrow as its longest word: then the dialog is several
 * hundred pixels too high. A paragraph of a fixed width has neither fault, and all messages begin
 * at one edge. Lines are broken here nevertheless, so that their number is known.
 */
final class MessageText {

  private static final int LINE_CHARACTERS = 86;

  /** In CSS's pixels, of which Swing makes 1.3 on the screen: a line of 86 characters fits. */
  private static final int WIDTH = 490;

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
    return block(String.join("<br>", lines));
  }

  /** A heading that divides a long dialog. */
  static String heading(String text) {
    return block("<b><font color=\"#405060\">" + text + "</font></b>");
  }

  /** HTML of a fixed width. */
  static String block(String html) {
    return "<html><p style=\"width:" + WIDTH + "px\">" + html + "</p></html>";
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
