/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.ImagePlus;
import io.github.veil.core.Require;
import io.github.veil.image.ImagePlusVolumes;
import io.github.veil.image.Volume;
import io.github.veil.image.VolumeReader;
import io.github.veil.patch.Cohort;
import io.github.veil.patch.Patient;
import io.github.veil.patch.PatientSummary;
import io.github.veil.patch.PatientVolumes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The patients that a command works on.
 *
 * @param name what they are called together: the image's, folder's or list's name
 * @param patients to be loaded one after the other
 * @param skipped those that cannot be used, with the reason
 * @param labelled whether patches get a label channel
 */
record CohortInput(
    String name, List<Patient> patients, List<PatientSummary> skipped, boolean labelled) {

  /**
   * One open image.
   *
   * @param label title of the label image; empty for none
   * @param threshold foreground is every voxel of the image above it; NaN for none
   */
  static CohortInput ofImage(
      ImagePlus image, String label, double threshold, Map<String, String> classes) {
    Require.that(
        image != null && image.getProcessor() != null,
        "No image is open; open one, or choose a folder or a list of patients.");
    Require.that(
        label.isEmpty() || Double.isNaN(threshold),
        "Both label and label_above are given; choose one of them.");
    Volume volume = ImagePlusVolumes.volume(image);
    String id = volume.name();
    String className = classes.getOrDefault(id, "");
    PatientVolumes patient;
    if (!label.isEmpty()) {
      Volume labels = ImagePlusVolumes.volume(OpenImages.byTitle(label, "label"));
      patient = PatientVolumes.labelled(id, className, volume, labels);
    } else if (!Double.isNaN(threshold)) {
      patient = PatientVolumes.thresholded(id, className, volume, threshold);
    } else {
      patient = new PatientVolumes(id, className, volume, null);
    }
    return new CohortInput(
        id, List.of(Patient.loaded(patient)), List.of(), patient.label() != null);
  }

  /** The files that were found in a folder or a list. */
  static CohortInput ofFiles(Path source, Cohort cohort, double threshold, VolumeReader reader) {
    boolean labelled =
        !Double.isNaN(threshold)
            || cohort.patients().stream().anyMatch(patient -> patient.label() != null);
    List<Patient> patients =
        cohort.patients().stream().map(patient -> patient.with(reader, threshold)).toList();
    String name = source.toAbsolutePath().normalize().getFileName().toString();
    return new CohortInput(
        name.replaceFirst("(?i)\\.(csv|txt)$", ""), patients, cohort.skipped(), labelled);
  }
}
