/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import io.github.veil.command.window.LossCurves;
import io.github.veil.command.window.TrainingMonitor;
import io.github.veil.core.Progress;
import io.github.veil.train.cycle.CycleHistory;
import io.github.veil.train.cycle.CycleJob;
import io.github.veil.train.cycle.CycleListener;
import io.github.veil.train.cycle.CyclePreview;
import io.github.veil.train.cycle.CycleResult;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows a training of a translation while it runs, in a window, and at its end: six losses, and
 * fixed slices on their way there and back.
 */
final class CycleDisplay implements CycleListener, AutoCloseable {

  /** Shown: the parts that losses are made of, not their sums. */
  private static final int LOSSES_SHOWN = 6;

  private final CycleJob job;
  private final String name;
  private final boolean windows;
  private final TrainingMonitor monitor;

  /**
   * @param show whether windows are wanted; without a screen there are none
   */
  CycleDisplay(CycleJob job, boolean show) {
    this.job = job;
    this.name = job.description().nameX() + " to " + job.description().nameY();
    this.windows = show && !GraphicsEnvironment.isHeadless() && IJ.getInstance() != null;
    this.monitor = TrainingMonitor.open("Translation " + name, windows);
  }

  /** The progress that the training shall report to. */
  Progress watch(Progress progress) {
    return monitor.watch(progress);
  }

  @Override
  public void stepRecorded(CycleHistory.Row row) {
    monitor.losses(row.step(), losses(row));
    if (!Double.isNaN(row.epsilon())) {
      monitor.privacy(row.epsilon(), job.config().privacy().targetEpsilon());
    }
  }

  private static Map<String, Double> losses(CycleHistory.Row row) {
    Map<String, Double> losses = new LinkedHashMap<>();
    double[] values = row.losses().values();
    for (int i = 0; i < LOSSES_SHOWN; i++) {
      losses.put(CycleHistory.Losses.NAMES.get(i), values[i]);
    }
    return losses;
  }

  @Override
  public boolean wantsPreview() {
    return monitor.wantsPreview();
  }

  @Override
  public void previewMade(CyclePreview preview, List<CycleHistory.Row> history) throws IOException {
    monitor.preview(CycleRows.of(preview, name, job.description().config().neighbours()));
  }

  /**
   * Writes chart and preview into the folder, shows the chart, and fills the results table.
   *
   * @return the preview; null when there is none
   */
  ImagePlus finish(CycleResult result) throws IOException {
    List<CycleHistory.Row> rows = result.history().rows();
    if (!rows.isEmpty()) {
      showResults(rows.get(rows.size() - 1));
      if (!job.config().privacy().enabled()) {
        showChart(rows);
      }
    }
    if (result.preview() == null) {
      return null;
    }
    ImagePlus preview =
        CycleRows.of(
            result.preview(),
            ResultNames.unique(name + " preview"),
            job.description().config().neighbours());
    ImageFiles.tiff(job.folder().resolve("preview.tif"), preview);
    return preview;
  }

  private void showChart(List<CycleHistory.Row> rows) throws IOException {
    LossCurves curves = new LossCurves();
    rows.forEach(row -> curves.add(row.step(), losses(row)));
    TrainingOutcome.lossChart(curves, name, job.folder(), windows);
  }

  /** One row in the system's "Results" table, which macros read by getResult. */
  private void showResults(CycleHistory.Row last) {
    ResultsTable table = new ResultsTable();
    table.incrementCounter();
    table.addValue("Training", name);
    table.addValue("Steps", last.step());
    table.addValue("Epochs", last.epoch());
    losses(last).forEach(table::addValue);
    table.addValue("Epsilon", last.epsilon());
    Analyzer.setResultsTable(table);
    if (windows) {
      table.show("Results");
    }
  }

  /** How the training ended, for the log. */
  static String sentence(CycleResult result, CycleJob job, List<String> leftOut) {
    String ending = TrainingOutcome.sentence(result.ending(), result.model(), job.folder());
    String scans =
        leftOut.isEmpty()
            ? ""
            : " %d scans were left out, the first: %s".formatted(leftOut.size(), leftOut.get(0));
    return ending + scans + " " + TranslationRun.NO_PROMISE;
  }

  @Override
  public void close() {
    monitor.close();
  }
}
