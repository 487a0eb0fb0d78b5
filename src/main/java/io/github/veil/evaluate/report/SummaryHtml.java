/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The findings of a report: one table to glance at, and one with every figure and its rule. */
final class SummaryHtml {

  private final List<Finding> findings;
  private final StringBuilder out = new StringBuilder();

  private SummaryHtml(List<Finding> findings) {
    this.findings = findings;
  }

  static String of(List<Finding> findings) {
    SummaryHtml html = new SummaryHtml(findings);
    if (!findings.isEmpty()) {
      html.glance();
      html.details();
    }
    return html.out.toString();
  }

  /** One line per set, one column per question. */
  private void glance() {
    List<String> questions = findings.stream().map(Finding::question).distinct().toList();
    out.append(
        "<h2>At a glance</h2>\n<div class=\"scroll\"><table class=\"glance\">\n<tr><th>Set</th>");
    questions.forEach(question -> cell("th", "", question));
    out.append("</tr>\n");
    for (String set : findings.stream().map(Finding::set).distinct().toList()) {
      out.append("<tr>");
      cell("td", "set", set);
      for (String question : questions) {
        out.append("<td>");
        light(
            Light.worst(
                findings.stream()
                    .filter(f -> f.set().equals(set) && f.question().equals(question))
                    .map(Finding::light)
                    .toList()));
        out.append("</td>");
      }
      out.append("</tr>\n");
    }
    out.append(
        "</table></div>\n<p class=\"rule\">The worst finding counts, and what is not judged");
    out.append(" is not good. Each finding is below, with the thresholds it was judged by.</p>\n");
  }

  /** Findings that were judged by one rule stand together, so that sets can be compared. */
  private void details() {
    out.append("<h2>Findings</h2>\n<div class=\"scroll\"><table class=\"summary\">\n");
    Map<String, Map<String, List<Finding>>> grouped =
        findings.stream()
            .collect(
                Collectors.groupingBy(
                    Finding::question,
                    LinkedHashMap::new,
                    Collectors.groupingBy(Finding::rule, LinkedHashMap::new, Collectors.toList())));
    grouped.forEach(
        (question, rules) -> {
          row("question", question);
          rules.forEach(this::group);
        });
    out.append("</table></div>\n");
  }

  private void group(String rule, List<Finding> judged) {
    for (Finding finding : judged) {
      out.append("<tr class=\"finding\">");
      cell("td", "set", finding.set());
      out.append("<td>");
      light(finding.light());
      out.append("</td>");
      cell("td", "", finding.finding());
      out.append("</tr>\n");
    }
    row("rule", rule);
  }

  private void row(String style, String text) {
    out.append("<tr>");
    out.append("<td class=\"").append(style).append("\" colspan=\"3\">");
    out.append(HtmlPage.text(text)).append("</td></tr>\n");
  }

  private void light(Light light) {
    out.append("<span class=\"light ").append(light.style()).append("\">");
    out.append(light.word()).append("</span>");
  }

  private void cell(String tag, String style, String text) {
    out.append('<').append(tag);
    out.append(style.isEmpty() ? "" : " class=\"" + style + '"').append('>');
    out.append(HtmlPage.text(text)).append("</").append(tag).append('>');
  }
}
