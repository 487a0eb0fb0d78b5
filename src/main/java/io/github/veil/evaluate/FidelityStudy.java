/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import io.github.veil.core.Progress;
import io.github.veil.evaluate.encoder.Encoder;
import io.github.veil.evaluate.fidelity.GreyImage;
import io.github.veil.evaluate.fidelity.IntensityHistogram;
import io.github.veil.evaluate.fidelity.PairwiseSsim;
import io.github.veil.evaluate.fidelity.PatchImages;
import io.github.veil.evaluate.fidelity.RadialSpectrum;
import io.github.veil.evaluate.fidelity.VesselStatistics;
import io.github.veil.evaluate.report.Block;
import io.github.veil.evaluate.report.Cells;
import io.github.veil.evaluate.report.Finding;
import io.github.veil.evaluate.report.Light;
import io.github.veil.evaluate.report.Plots;
import io.github.veil.evaluate.report.ReportTable;
import io.github.veil.evaluate.report.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Is it real enough? Every synthetic set beside held-out real images, which set the scale. */
final class FidelityStudy {

  /** By so much may mean pairwise SSIM exceed that of real images. */
  private static final double GOOD_SSIM = 0.05;

  private static final double FAIR_SSIM = 0.15;

  private static final int BINS = 64;

  private final PreparedSets sets;
  private final Optional<Encoder> further;
  private final int pairwiseImages;
  private final boolean labelled;
  private final Progress progress;
  private final Map<String, Double> ssim = new HashMap<>();
  private final Map<String, RadialSpectrum> spectra = new HashMap<>();
  private final Map<String, IntensityHistogram> histograms = new HashMap<>();

  /**
   * @param further a second feature space for the distances
   * @param pairwiseImages images of each set that are compared pair by pair at most
   */
  FidelityStudy(
      PreparedSets sets,
      Optional<Encoder> further,
      int pairwiseImages,
      boolean labelled,
      Progress progress) {
    this.sets = sets;
    this.further = further;
    this.pairwiseImages = pairwiseImages;
    this.labelled = labelled;
    this.progress = progress;
  }

  Chapter run() {
    List<Block> blocks = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    addDistances("Fidelity", sets, blocks, findings);
    further.ifPresent(
        space ->
            addDistances(
                "Fidelity in " + space.name(), sets.encodedBy(space, progress), blocks, findings));
    blocks.add(new Block.Table(variety()));
    sets.synthetic().forEach(set -> findings.add(varietyFinding(set)));
    blocks.add(new Block.Table(imageStatistics()));
    blocks.add(spectrumPlot());
    blocks.add(histogramPlot());
    if (labelled) {
      blocks.add(new Block.Table(vessels()));
    }
    String lead =
        "Distances in the feature space of the %s, from %d images of each set. The row \"%s\""
            + " shows what two real sets differ by; no synthetic set should be expected below it.";
    return new Chapter(
        new Section(
            "Real enough?",
            lead.formatted(sets.encoder().name(), sets.count(), EvaluationInput.HELD_OUT),
            blocks),
        findings);
  }

  private static void addDistances(
      String table, PreparedSets sets, List<Block> blocks, List<Finding> findings) {
    DistanceTable distances = new DistanceTable(table, sets);
    blocks.add(new Block.Table(distances.table()));
    sets.synthetic().forEach(set -> findings.add(distances.finding(set)));
  }

  private double pairwiseSsim(ImageSet set) {
    return ssim.computeIfAbsent(
        set.name(), name -> PairwiseSsim.of(images(set), PatchImages.DATA_RANGE, progress).mean());
  }

  private List<GreyImage> images(ImageSet set) {
    return PatchImages.spread(set.patches(), pairwiseImages);
  }

  private ReportTable variety() {
    ReportTable table =
        ReportTable.of("Variety", "Set", "Mean pairwise SSIM", "Mean pairwise multi-scale SSIM");
    for (ImageSet set : sets.all()) {
      double multiScale =
          PairwiseSsim.multiScale(images(set), PatchImages.DATA_RANGE, progress).mean();
      table = table.with(set.name(), pairwiseSsim(set), multiScale);
    }
    return table;
  }

  private Finding varietyFinding(ImageSet set) {
    double excess = pairwiseSsim(set) - pairwiseSsim(sets.train());
    return new Finding(
        Question.REAL.text(),
        set.name(),
        Light.atMost(excess, GOOD_SSIM, FAIR_SSIM),
        "Two of its images resemble each other by an SSIM of %s on average, two real ones by %s."
            .formatted(Cells.number(pairwiseSsim(set)), Cells.number(pairwiseSsim(sets.train()))),
        "Good if at most %s above the real images, to be looked at up to %s: beyond, the images lack variety (mode collapse)."
            .formatted(GOOD_SSIM, FAIR_SSIM));
  }

  private ReportTable imageStatistics() {
    IntensityHistogram real = histogram(sets.train());
    RadialSpectrum spectrum = spectrum(sets.train());
    ReportTable table =
        ReportTable.of(
            "Intensities and texture",
            "Set",
            "Intensity distance to training (Wasserstein-1, range -1 to 1)",
            "Spectrum difference to training (dB)");
    for (ImageSet set : sets.all()) {
      table =
          table.with(set.name(), histogram(set).distance(real), spectrum(set).distance(spectrum));
    }
    return table;
  }

  private RadialSpectrum spectrum(ImageSet set) {
    return spectra.computeIfAbsent(set.name(), name -> RadialSpectrum.of(images(set)));
  }

  private IntensityHistogram histogram(ImageSet set) {
    return histograms.computeIfAbsent(
        set.name(), name -> IntensityHistogram.of(set.patches(), BINS));
  }

  private Block spectrumPlot() {
    List<Plots.Series> lines = new ArrayList<>();
    for (ImageSet set : sets.all()) {
      double[] power = spectrum(set).power();
      double[] x = new double[power.length];
      double[] y = new double[power.length];
      for (int k = 0; k < power.length; k++) {
        x[k] = (k + 1.0) / set.patches().size();
        y[k] = 10 * Math.log10(Math.max(power[k], 1e-15));
      }
      lines.add(new Plots.Series(set.name(), x, y));
    }
    return new Block.Picture(
        "spectrum",
        "Radial power spectrum. A line that falls off early tells of blur, one with bumps at high"
            + " frequencies of checkerboards.",
        Plots.png(Plots.lines("Spectrum", "frequency (cycles/pixel)", "power (dB)", lines)),
        false);
  }

  private Block histogramPlot() {
    List<Plots.Series> lines = new ArrayList<>();
    for (ImageSet set : sets.all()) {
      double[] shares = histogram(set).shares();
      double[] x = new double[BINS];
      for (int b = 0; b < BINS; b++) {
        x[b] = -1 + 2 * (b + 0.5) / BINS;
        shares[b] = Math.sqrt(shares[b]);
      }
      lines.add(new Plots.Series(set.name(), x, shares));
    }
    return new Block.Picture(
        "intensities",
        "Distribution of intensities (square root of the share of pixels, so that rare bright ones"
            + " show).",
        Plots.png(
            Plots.lines("Intensities", "intensity (-1 to 1)", "sqrt(share of pixels)", lines)),
        false);
  }

  private ReportTable vessels() {
    VesselStatistics real = VesselStatistics.of(sets.train().patches());
    ReportTable table =
        ReportTable.of(
            "Labels",
            "Set",
            "Mean foreground (share of pixels)",
            "Foreground distance to training (Wasserstein-1, share)",
            "Mean calibre (pixels)",
            "Calibre distance to training (Wasserstein-1, pixels)");
    for (ImageSet set : sets.all()) {
      if (set.patches().channels() < 2) {
        continue;
      }
      VesselStatistics labels = VesselStatistics.of(set.patches());
      table =
          table.with(
              set.name(),
              labels.meanDensity(),
              labels.densityDistance(real),
              labels.meanCalibre(),
              labels.calibreDistance(real));
    }
    return table;
  }
}
