/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.ImagePlus;
import ij.WindowManager;
import io.github.veil.core.Require;
import io.github.veil.image.VolumeIO;
import io.github.veil.patch.Cohort;
import io.github.veil.patch.ExtractionConfig;
import io.github.veil.patch.PatientFiles;
import io.github.veil.patch.Plane;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How many patches Extract Patches will cut, as far as file names and headers tell. */
final class ExtractionReadOut {

  private static final int BYTES_PER_PIXEL = 2;

  private final ExtractionConfig config;
  private final boolean labelled;
  private long patches;
  private int patients;
  private int unreadable;
  private int tooSmall;

  private ExtractionReadOut(ExtractionConfig config, boolean labelled) {
    this.config = config;
    this.labelled = labelled;
  }

  /** For an image on the screen; null takes the active one. */
  static List<String> ofImage(ExtractionConfig config, ImagePlus image, boolean labelled) {
    ImagePlus shown = image == null ? WindowManager.getCurrentImage() : image;
    Require.that(
        shown != null && shown.getProcessor() != null,
        "No image is open: choose a folder or a list of patients, or open an image first.");
    ExtractionReadOut readOut = new ExtractionReadOut(config, labelled);
    readOut.add(new long[] {shown.getWidth(), shown.getHeight(), shown.getNSlices()});
    return readOut.lines("\"" + MessageText.escaped(shown.getTitle()) + "\"", 0);
  }

  /** For patients on disk: reads headers only. */
  static List<String> ofCohort(ExtractionConfig config, Cohort cohort, boolean labelled) {
    ExtractionReadOut readOut = new ExtractionReadOut(config, labelled);
    VolumeIO io = new VolumeIO();
    cohort.patients().forEach(patient -> readOut.add(io, patient));
    return readOut.lines(readOut.patients + " patients", cohort.skipped().size());
  }

  private void add(VolumeIO io, PatientFiles patient) {
    try {
      Optional<long[]> sizes = io.sizes(patient.image());
      if (sizes.isPresent()) {
        add(sizes.get());
      } else {
        patients++;
        patches += config.patchesPerPatient();
      }
    } catch (IOException | IllegalArgumentException e) {
      unreadable++;
    }
  }

  /** A window may lie wherever it fits whole, and nowhere twice. */
  private void add(long[] sizes) {
    Plane plane = config.plane();
    long columns = sizes[plane.columnAxis()] - config.patchSize() + 1;
    long rows = sizes[plane.rowAxis()] - config.patchSize() + 1;
    if (columns < 1 || rows < 1) {
      tooSmall++;
      return;
    }
    patients++;
    patches += Math.min(config.patchesPerPatient(), columns * rows * sizes[plane.sliceAxis()]);
  }

  private List<String> lines(String source, int unmatched) {
    int channels = labelled ? 2 : 1;
    double bytes =
        (double) patches * channels * config.patchSize() * config.patchSize() * BYTES_PER_PIXEL;
    List<String> lines = new ArrayList<>();
    lines.add(
        "<b>%s %,d patches</b> of %d x %d pixels%s from %s, %s"
            .formatted(
                labelled ? "Up to" : "",
                patches,
                config.patchSize(),
                config.patchSize(),
                labelled ? " with labels" : ", without labels",
                source,
                ReadOut.bytes(bytes)));
    if (labelled) {
      lines.add("Fewer where a patient has not enough foreground for the share that is centred.");
    }
    if (unreadable + tooSmall + unmatched > 0) {
      lines.add(
          ReadOut.problem(
              "To be skipped: %d unreadable, %d smaller than a patch, %d without a match."
                  .formatted(unreadable, tooSmall, unmatched)));
    }
    return lines;
  }
}
