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
import io.github.veil.train.GanJob;
import io.github.veil.train.History;
import io.github.veil.train.SyntheticPatches;
import io.github.veil.train.TrainingListener;
import io.github.veil.train.TrainingResult;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows a training while it runs, in a window, and at its end: loss chart and synthetic patches, no
 * real ones.
 */
final class GanDisplay implements TrainingListener, AutoCloseable {

  private final GanJob job;
  private final String name;
  private final boolean windows;
  private final TrainingMonitor monitor;

  /**
   * @param name what the training is called after: its patch set
   * @param show whether windows are wanted; without a screen there are none
   */
  GanDisplay(GanJob job, String name, boolean show) {
    this.job = job;
    this.name = name;
    this.windows = show && !GraphicsEnvironment.isHeadless() && IJ.getInstance() != null;
    this.monitor = TrainingMonitor.open("Training on " + name, windows);
  }

  /** The progress that the training shall report to. */
  Progress watch(Progress progress) {
    return monitor.watch(progress);
  }

  @Override
  public void iterationRecorded(History.Row row) {
    monitor.losses(row.iteration(), losses(row));
    if (!Double.isNaN(row.epsilon())) {
      monitor.privacy(row.epsilon(), job.config().privacy().targetEpsilon());
    }
  }

  private static Map<String, Double> losses(History.Row row) {
    Map<String, Double> losses = new LinkedHashMap<>();
    losses.put("generator", row.generatorLoss());
    losses.put("critic", row.criticLoss());
    return losses;
  }

  @Override
  public boolean wantsPreview() {
    return monitor.wantsPreview();
  }

  @Override
  public void previewMade(SyntheticPatches images, List<History.Row> history) throws IOException {
    monitor.preview(preview(images));
  }

  /** Writes chart and preview into the folder, shows the chart, and fills the results table. */
  ImagePlus finish(TrainingResult result) throws IOException {
    ImagePlus preview = preview(result.preview());
    ImageFiles.tiff(job.folder().resolve("preview.tif"), preview);
    List<History.Row> rows = result.history().rows();
    if (!rows.isEmpty()) {
      LossCurves curves = new LossCurves();
      rows.forEach(row -> curves.add(row.iteration(), losses(row)));
      TrainingOutcome.lossChart(curves, name, job.folder(), windows);
      showResults(rows.get(rows.size() - 1));
    }
    return preview;
  }

  /** One row in the system's "Results" table, which macros read by getResult. */
  private void showResults(History.Row last) {
    ResultsTable table = new ResultsTable();
    table.incrementCounter();
    table.addValue("Training", name);
    table.addValue("Iterations", last.iteration());
    table.addValue("Epochs", last.epoch());
    table.addValue("Critic steps", last.criticSteps());
    table.addValue("Generator loss", last.generatorLoss());
    table.addValue("Critic loss", last.criticLoss());
    table.addValue("Epsilon", last.epsilon());
    Analyzer.setResultsTable(table);
    if (windows) {
      table.show("Results");
    }
  }

  private ImagePlus preview(SyntheticPatches images) throws IOException {
    return SyntheticStack.of(
        images,
        ResultNames.unique(name + " synthetic preview"),
        job.description().pixelWidth(),
        job.description().pixelHeight(),
        job.description().unit());
  }

  /** How the training ended, for the log. */
  static String sentence(TrainingResult result, GanJob job) {
    return TrainingOutcome.sentence(result.ending(), result.model(), job.folder());
  }

  @Override
  public void close() {
    monitor.close();
  }
}
