/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.evaluate.report.Plots.Series;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private static final byte[] PNG =
      Plots.png(
          Plots.lines(
              "a", "x", "y", List.of(new Series("s", new double[] {0, 1}, new double[] {2, 3}))));

  @TempDir Path folder;

  @Test
  void write_givesPageTablesAndPictures() throws IOException {
    ReportFiles.write(report(), folder, false);

    String csv = Files.readString(folder.resolve("fidelity-a-b.csv"));
    assertEquals("set,FD,note\n\"one, two\",0.123456789,\nthree,,<&>\n", csv);
    assertArrayEquals(PNG, Files.readAllBytes(folder.resolve("curve.png")));
    assertTrue(ImageIO.read(new ByteArrayInputStream(PNG)).getWidth() > 1000);
    assertTrue(Files.readString(folder.resolve("report.html")).contains("data:image/png;base64,"));
  }

  @Test
  void page_isWellFormedAndNeedsNothingElse() throws Exception {
    String page = HtmlPage.of(report());

    assertFalse(page.contains("http"), "no link to the network");
    assertFalse(page.contains("<script"));
    String xml =
        page.replaceFirst("<!DOCTYPE html>", "").replaceAll("<(meta|img|br)([^>]*)>", "<$1$2/>");
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void page_escapesTextAndShowsUndefinedAsDash() throws IOException {
    String page = HtmlPage.of(report());

    assertTrue(page.contains("&lt;&amp;&gt;"));
    assertTrue(page.contains("<td class=\"number\">\u2014</td>"));
    assertTrue(page.contains("<td class=\"number\">0.1235</td>"));
  }

  @Test
  void page_atAGlance_theWorstFindingCountsAndWhatIsNotJudgedIsNotGood() {
    assertEquals(Light.RED, Light.worst(List.of(Light.GREEN, Light.RED, Light.AMBER)));
    assertEquals(Light.AMBER, Light.worst(List.of(Light.GREEN, Light.AMBER, Light.GREY)));
    assertEquals(Light.GREY, Light.worst(List.of(Light.GREEN, Light.GREY)));
    assertEquals(Light.GREEN, Light.worst(List.of(Light.GREEN)));
  }

  @Test
  void page_findingsOfOneRule_standTogether() {
    Finding one = new Finding("Q", "a", Light.GREEN, "a is 1.", "rule 1");
    Finding two = new Finding("Q", "a", Light.GREEN, "a is 2.", "rule 2");
    Finding three = new Finding("Q", "b", Light.RED, "b is 9 %.", "rule 1");

    String page = SummaryHtml.of(List.of(one, two, three));

    assertTrue(page.indexOf("a is 1.") < page.indexOf("b is 9\u00a0%."));
    assertTrue(page.indexOf("b is 9") < page.indexOf("rule 1"));
    assertTrue(page.indexOf("rule 1") < page.indexOf("a is 2."));
    assertEquals(page.indexOf("rule 1"), page.lastIndexOf("rule 1"));
  }

  @Test
  void write_existingPage_isKept() throws IOException {
    ReportFiles.write(report(), folder, false);

    assertThrows(
        FileAlreadyExistsException.class, () -> ReportFiles.write(report(), folder, false));
    ReportFiles.write(report(), folder, true);
  }

  @Test
  void light_thresholdsBelongToTheBetterSide_andNaNIsNotJudged() {
    assertEquals(Light.GREEN, Light.atMost(1, 1, 2));
    assertEquals(Light.AMBER, Light.atMost(2, 1, 2));
    assertEquals(Light.RED, Light.atMost(2.1, 1, 2));
    assertEquals(Light.GREY, Light.atMost(Double.NaN, 1, 2));
    assertEquals(Light.GREEN, Light.atLeast(0.9, 0.9, 0.8));
    assertEquals(Light.AMBER, Light.atLeast(0.85, 0.9, 0.8));
    assertEquals(Light.RED, Light.atLeast(0.7, 0.9, 0.8));
  }

  @Test
  void number_hasFourSignificantDigits() {
    assertEquals("0.1235", Cells.number(0.123456));
    assertEquals("12350", Cells.number(12345.6));
    assertEquals("1.50e-05", Cells.number(1.5e-5));
    assertEquals("0", Cells.number(0));
  }

  private static Report report() {
    ReportTable table =
        ReportTable.of("Fidelity: A & B", "set", "FD", "note")
            .with("one, two", 0.123456789, null)
            .with("three", Double.NaN, "<&>");
    return new Report(
        "Evaluation of \"x\"",
        List.of("A fact & more."),
        List.of(new Finding("Is it real enough?", "x", Light.AMBER, "FD is 3.", "Green below 1.")),
        List.of(
            new Section(
                "Fidelity",
                "How alike.",
                List.of(
                    new Block.Text("Text."),
                    new Block.Table(table),
                    new Block.Picture("curve", "A curve.", PNG, false),
                    new Block.Document("Statement", "line 1\nline 2")))));
  }
}
