/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.report;

import io.github.veil.core.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes a report: {@value #PAGE}, each table as CSV, each picture as PNG. */
public final class ReportFiles {

  /** The page with everything in it. */
  public static final String PAGE = "report.html";

  private ReportFiles() {}

  /**
   * Writes into {@code folder}, which is made when missing. The page comes last: where it is, all
   * is there.
   *
   * @throws IOException if a file exists and {@code overwrite} is false, or cannot be written
   */
  public static void write(Report report, Path folder, boolean overwrite) throws IOException {
    AtomicFile.refuseExisting(folder.resolve(PAGE), overwrite);
    for (ReportTable table : report.tables().toList()) {
      AtomicFile.text(folder.resolve(table.fileName() + ".csv"), overwrite, csv(table));
    }
    for (Block.Picture picture : report.pictures().toList()) {
      AtomicFile.viaStream(
          folder.resolve(picture.name() + ".png"), overwrite, out -> out.write(picture.png()));
    }
    AtomicFile.text(folder.resolve(PAGE), overwrite, HtmlPage.of(report));
  }

  /** Comma-separated, numbers in full precision, undefined cells empty. */
  static String csv(ReportTable table) throws IOException {
    StringBuilder out = new StringBuilder();
    try (CSVPrinter printer =
        CSVFormat.DEFAULT.builder().setRecordSeparator("\n").build().print(out)) {
      printer.printRecord(table.columns());
      for (List<Object> row : table.rows()) {
        printer.printRecord(row.stream().map(c -> ReportTable.isUndefined(c) ? "" : c).toList());
      }
    }
    return out.toString();
  }
}
