/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.report;

import io.github.veil.core.Html;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** A report as one page that needs nothing else: no script, no font, no network. */
final class HtmlPage {

  private final StringBuilder out = new StringBuilder();

  private HtmlPage() {}

  static String of(Report report) throws IOException {
    HtmlPage page = new HtmlPage();
    page.head(report);
    page.out.append(SummaryHtml.of(report.findings()));
    for (int i = 0; i < report.sections().size(); i++) {
      page.section(i, report.sections().get(i));
    }
    return page.out.append("</body>\n</html>\n").toString();
  }

  private void head(Report report) throws IOException {
    String title = Html.escape(report.title());
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
        .append(title)
        .append("</title>\n<style>\n")
        .append(style())
        .append("</style>\n</head>\n<body>\n<h1>")
        .append(title)
        .append("</h1>\n<ul class=\"facts\">\n");
    report.facts().forEach(fact -> element("li", "", fact));
    out.append("</ul>\n<nav>");
    for (int i = 0; i < report.sections().size(); i++) {
      out.append("<a href=\"#s").append(i).append("\">");
      out.append(Html.escape(report.sections().get(i).title())).append("</a>");
    }
    out.append("</nav>\n");
  }

  private void section(int index, Section section) {
    out.append("<h2 id=\"s").append(index).append("\">");
    out.append(Html.escape(section.title())).append("</h2>\n");
    element("p", "lead", section.lead());
    for (Block block : section.blocks()) {
      if (block instanceof Block.Text text) {
        element("p", "", text.text());
      } else if (block instanceof Block.Table table) {
        table(table.table());
      } else if (block instanceof Block.Picture picture) {
        picture(picture);
      } else if (block instanceof Block.Document document) {
        element("h3", "", document.title());
        element("div", "document", document.text());
      }
    }
  }

  private void table(ReportTable table) {
    element("h3", "", table.name());
    out.append("<div class=\"scroll\"><table>\n<tr>");
    for (int column = 0; column < table.columns().size(); column++) {
      element("th", isNumeric(table, column) ? "number" : "", table.columns().get(column));
    }
    out.append("</tr>\n");
    for (List<Object> row : table.rows()) {
      out.append("<tr>");
      for (int column = 0; column < row.size(); column++) {
        String style = isNumeric(table, column) ? "number" : "";
        element("td", style, Cells.text(row.get(column)));
      }
      out.append("</tr>\n");
    }
    out.append("</table></div>\n");
  }

  private static boolean isNumeric(ReportTable table, int column) {
    return table.rows().stream()
        .map(row -> row.get(column))
        .allMatch(cell -> cell == null || cell instanceof Number);
  }

  private void picture(Block.Picture picture) {
    out.append("<figure><img ").append(picture.pixels() ? "class=\"pixels\" " : "");
    out.append("alt=\"").append(Html.escape(picture.caption())).append("\" ");
    out.append("src=\"data:image/png;base64,");
    out.append(Base64.getEncoder().encodeToString(picture.png())).append("\">");
    element("figcaption", "", picture.caption());
    out.append("</figure>\n");
  }

  private void element(String tag, String style, String text) {
    out.append('<').append(tag);
    if (!style.isEmpty()) {
      out.append(" class=\"").append(style).append('"');
    }
    out.append('>').append(text(text)).append("</").append(tag).append(">\n");
  }

  /** Escaped, and a percent sign stays with its number. */
  static String text(String text) {
    return Html.escape(text).replace(" %", "\u00a0%");
  }

  private static String style() throws IOException {
    try (InputStream in = HtmlPage.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
