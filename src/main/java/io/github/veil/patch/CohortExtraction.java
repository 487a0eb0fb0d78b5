/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch;

import ij.ImagePlus;
import io.github.veil.core.Progress;
import io.github.veil.core.Require;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts the patches of a cohort, one patient after the other, so that only one patient's images are
 * in memory. A patient who cannot be read or cut is reported and skipped; nothing of it stays in
 * the result.
 */
public final class CohortExtraction {

  private static final Logger LOG = LoggerFactory.getLogger(CohortExtraction.class);

  private final ExtractionConfig config;
  private final List<Patient> patients;
  private final List<PatientSummary> skipped;
  private final int channels;
  private final PatientCutter cutter;

  /**
   * Prepares the work.
   *
   * @param patients who is to be cut, with different ids
   * @param skipped who was found unusable before; goes into the summary
   * @param labelled whether all patients have a label, and patches get a label channel
   */
  public CohortExtraction(
      ExtractionConfig config,
      List<Patient> patients,
      List<PatientSummary> skipped,
      boolean labelled) {
    this(config, patients, skipped, labelled, new PatchExtractor(config));
  }

  /**
   * The same with another way of choosing positions.
   *
   * @param cutter cuts one patient by {@code config}
   */
  public CohortExtraction(
      ExtractionConfig config,
      List<Patient> patients,
      List<PatientSummary> skipped,
      boolean labelled,
      PatientCutter cutter) {
    Require.that(!patients.isEmpty(), "There is no patient to cut patches from.");
    this.config = config;
    this.patients = List.copyOf(patients);
    this.skipped = List.copyOf(skipped);
    this.channels = labelled ? 2 : 1;
    this.cutter = cutter;
    long ids = patients.stream().map(Patient::id).distinct().count();
    Require.that(ids == patients.size(), "Two patients have the same id; ids must differ.");
  }

  /**
   * Writes {@code name.tif}, {@code name.csv} and {@code name.json}; none of them appears unless
   * all are complete.
   *
   * @return what the JSON file says
   * @throws CancellationException if the user asked to stop
   * @throws IOException with one sentence if nothing could be cut, or writing failed
   */
  public PatchSetInfo toFile(Path tif, boolean overwrite, Progress progress) throws IOException {
    PatchSetInfo[] info = new PatchSetInfo[1];
    PatchSetWriter.write(
        tif,
        overwrite,
        config.patchSize(),
        channels,
        writer -> info[0] = collect(writer, progress));
    return info[0];
  }

  /**
   * Cuts into memory.
   *
   * @param title title of the image
   * @throws CancellationException if the user asked to stop
   * @throws IOException with one sentence if nothing could be cut
   */
  public Result toImage(String title, Progress progress) throws IOException {
    PatchStackBuilder builder = new PatchStackBuilder(config.patchSize(), channels);
    PatchSetInfo info = collect(builder, progress);
    return new Result(builder.build(title, info.pixelSize()), builder.rows(), info);
  }

  /**
   * Patches in memory.
   *
   * @param image 16-bit hyperstack: c = image, label; z = patch
   * @param rows one per patch
   * @param info how they were cut
   */
  public record Result(ImagePlus image, List<PatchRow> rows, PatchSetInfo info) {}

  private PatchSetInfo collect(PatchCollector collector, Progress progress) throws IOException {
    List<PatientSummary> summaries = new ArrayList<>();
    PixelSize pixelSize = null;
    for (Patient patient : patients) {
      int before = collector.count();
      try {
        PatientVolumes volumes = load(patient);
        PixelSize own = PixelSize.of(volumes.image().geometry(), config.plane());
        PatientSummary summary = cut(volumes, collector, progress);
        summaries.add(
            pixelSize == null || own.agreesWith(pixelSize)
                ? summary
                : withOtherPixelSize(summary, own, pixelSize));
        pixelSize = pixelSize == null ? own : pixelSize;
      } catch (CancellationException e) {
        throw e;
      } catch (OutputFailure e) {
        throw e.getCause();
      } catch (IOException | RuntimeException e) {
        collector.truncate(before);
        summaries.add(PatientSummary.skipped(patient.id(), patient.className(), reason(e)));
      }
    }
    summaries.addAll(skipped);
    warn(summaries);
    requireAny(collector, summaries);
    return new PatchSetInfo(
        PatchSetInfo.FORMAT,
        collector.count(),
        config.patchSize(),
        channels,
        pixelSize,
        config,
        summaries);
  }

  private PatientVolumes load(Patient patient) throws IOException {
    PatientVolumes volumes = patient.loader().load();
    Require.that(
        channels == 1 || volumes.label() != null, "Patient %s has no label.", patient.id());
    return channels == 2
        ? volumes
        : new PatientVolumes(volumes.id(), volumes.className(), volumes.image(), null);
  }

  private PatientSummary cut(PatientVolumes patient, PatchCollector collector, Progress progress)
      throws IOException {
    long total = (long) patients.size() * config.patchesPerPatient();
    String message = "Extracting patches of " + patient.id();
    requireRunning(progress);
    progress.report(Math.min(collector.count(), total), total, message);
    return cutter.extract(
        patient,
        (pixels, row) -> {
          requireRunning(progress);
          try {
            collector.add(pixels, row);
          } catch (IOException e) {
            throw new OutputFailure(e);
          }
          if (row.patch() % 100 == 99) {
            progress.report(Math.min(collector.count(), total), total, message);
          }
        });
  }

  private static void requireRunning(Progress progress) {
    if (progress.isCanceled()) {
      throw new CancellationException("Extracting patches was cancelled; nothing was written.");
    }
  }

  private static PatientSummary withOtherPixelSize(
      PatientSummary summary, PixelSize own, PixelSize first) {
    String note =
        "The voxels measure %s, those of the first patient %s; the calibration is the first patient's."
            .formatted(own, first);
    return new PatientSummary(
        summary.patient(),
        summary.className(),
        summary.patches(),
        summary.centred(),
        summary.random(),
        summary.foregroundVoxels(),
        summary.candidates(),
        summary.hasNote() ? summary.note() + " " + note : note);
  }

  private static String reason(Exception e) {
    return e.getMessage() == null || e.getMessage().isBlank()
        ? "reading it failed with " + e.getClass().getSimpleName() + "."
        : e.getMessage();
  }

  private static void warn(List<PatientSummary> summaries) {
    summaries.stream()
        .filter(PatientSummary::hasNote)
        .forEach(summary -> LOG.warn("Patient {}: {}", summary.patient(), summary.note()));
  }

  private static void requireAny(PatchCollector collector, List<PatientSummary> summaries)
      throws IOException {
    if (collector.count() == 0) {
      PatientSummary first = summaries.get(0);
      String others =
          summaries.size() == 1 ? "" : " (and %d others)".formatted(summaries.size() - 1);
      throw new IOException(
          "No patch could be cut. Patient %s%s: %s"
              .formatted(first.patient(), others, first.note()));
    }
  }

  /** A fault of the output, which no other patient can mend. */
  private static final class OutputFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutputFailure(IOException cause) {
      super(cause);
    }

    @Override
    public synchronized IOException getCause() {
      return (IOException) super.getCause();
    }
  }
}
