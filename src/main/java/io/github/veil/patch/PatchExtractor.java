/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts square patches out of one patient's image and label: a share of them centred on foreground,
 * the others anywhere, all wholly inside the volume, no position twice. The positions depend on the
 * seed and the patient's id only, not on other patients.
 *
 * <p>Fewer possible positions than asked for is a note in the summary, not an error. Missing
 * centred patches are not replaced by random ones, because that would change the meaning of the
 * share silently.
 *
 * <p>Immutable, and safe for use by several threads on different patients.
 */
public final class PatchExtractor implements PatientCutter {

  private final ExtractionConfig config;

  public PatchExtractor(ExtractionConfig config) {
    this.config = config;
  }

  /**
   * Cuts the patches of one patient: first the centred ones, then the random ones, each kind in the
   * order slice, row, column.
   *
   * @param sink takes the patches
   * @return what was cut, and what was not as asked
   * @throws IllegalArgumentException if a patch is larger than a slice, or the image cannot be
   *     scaled
   * @throws IOException if the sink fails
   */
  @Override
  public PatientSummary extract(PatientVolumes patient, PatchSink sink) throws IOException {
    Positions positions = Positions.draw(patient, config);
    PatchCutter cutter = new PatchCutter(patient, config, positions.window());
    cutter.cut(positions.centred(), true, sink);
    cutter.cut(positions.random(), false, sink);
    List<String> notes = notes(patient, positions);
    if (cutter.sawValuesOutsideUnitRange()) {
      notes.add(PatchCutter.OUTSIDE_UNIT_RANGE);
    }
    return new PatientSummary(
        patient.id(),
        patient.className(),
        positions.count(),
        positions.centred().length,
        positions.random().length,
        positions.foreground(),
        positions.candidates(),
        String.join(" ", notes));
  }

  private List<String> notes(PatientVolumes patient, Positions positions) {
    List<String> notes = new ArrayList<>();
    int wantedCentred = patient.label() == null ? 0 : config.centredPatches();
    int wantedRandom = config.patchesPerPatient() - wantedCentred;
    if (positions.centred().length < wantedCentred) {
      notes.add(whyFewCentred(positions, wantedCentred));
    }
    if (positions.random().length < wantedRandom) {
      notes.add(
          String.format(
              "Only %d of %d random patches: the volume has no more positions for windows of %d"
                  + " pixels.",
              positions.random().length, wantedRandom, config.patchSize()));
    }
    return notes;
  }

  private String whyFewCentred(Positions positions, int wanted) {
    if (positions.foreground() == 0) {
      return "No centred patches: the label is empty (no voxel is foreground).";
    }
    if (positions.candidates() == 0) {
      return String.format(
          "No centred patches: all %d foreground voxels lie closer to the border than half a window"
              + " of %d pixels.",
          positions.foreground(), config.patchSize());
    }
    return String.format(
        "Only %d of %d centred patches: no more foreground pixels have a whole window of %d pixels"
            + " around them.",
        positions.centred().length, wanted, config.patchSize());
  }
}
