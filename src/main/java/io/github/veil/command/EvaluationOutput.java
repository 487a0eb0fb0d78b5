/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import io.github.veil.core.AtomicFile;
import io.github.veil.evaluate.Evaluation;
import io.github.veil.evaluate.report.Finding;
import io.github.veil.evaluate.report.Light;
import io.github.veil.evaluate.report.Report;
import io.github.veil.evaluate.report.ReportFiles;
import io.github.veil.evaluate.report.ReportTable;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Where an evaluation goes: to the folder, and to the screen. */
final class EvaluationOutput {

  private static final String ERROR_MAPS = "error-maps";

  private final Path folder;
  private final boolean overwrite;
  private final boolean show;

  /**
   * @throws IOException if there is a report already that may not be replaced
   */
  EvaluationOutput(Path folder, boolean overwrite, boolean show) throws IOException {
    this.folder = folder;
    this.overwrite = overwrite;
    this.show = show;
    AtomicFile.refuseExisting(folder.resolve(ReportFiles.PAGE), overwrite);
  }

  /** Saves an error map, and shows it where there is a screen. */
  void errorMap(ImagePlus map) {
    String name = map.getTitle().replaceAll("[^A-Za-z0-9._-]+", "-") + ".tif";
    Path file = folder.resolve(ERROR_MAPS).resolve(name);
    try {
      AtomicFile.viaStream(file, overwrite, out -> out.write(new FileSaver(map).serialize()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (show && !GraphicsEnvironment.isHeadless()) {
      map.show();
    }
  }

  /** Writes the report, and shows tables and maps. */
  String publish(Evaluation.Result result) throws IOException {
    Report report = result.report();
    ReportFiles.write(report, folder, overwrite);
    if (show) {
      report.tables().forEach(table -> results(table).show(table.name()));
      ResultsTable summary = summary(report.findings());
      Analyzer.setResultsTable(summary);
      summary.show("Results");
      if (!GraphicsEnvironment.isHeadless() && IJ.getInstance() != null) {
        result.maps().forEach(EmbeddingWindow::show);
      }
    }
    long bad = report.findings().stream().filter(f -> f.light() == Light.RED).count();
    return "The report is in %s: %d findings, %d of them bad."
        .formatted(folder.resolve(ReportFiles.PAGE), report.findings().size(), bad);
  }

  private static ResultsTable summary(List<Finding> findings) {
    ResultsTable table = new ResultsTable();
    for (Finding finding : findings) {
      table.incrementCounter();
      table.addValue("Question", finding.question());
      table.addValue("Set", finding.set());
      table.addValue("Verdict", finding.light().word());
      table.addValue("Finding", finding.finding());
    }
    return table;
  }

  private static ResultsTable results(ReportTable table) {
    ResultsTable results = new ResultsTable();
    results.setNaNEmptyCells(true);
    for (List<Object> row : table.rows()) {
      results.incrementCounter();
      IntStream.range(0, row.size())
          .filter(i -> row.get(i) != null)
          .forEach(i -> PatchResults.add(results, table.columns().get(i), row.get(i)));
    }
    return results;
  }
}
