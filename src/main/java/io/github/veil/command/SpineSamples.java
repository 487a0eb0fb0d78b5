/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.ImagePlus;
import io.github.veil.image.Geometry;
import io.github.veil.phantom.Modality;
import io.github.veil.phantom.PatientAttributes;
import io.github.veil.phantom.SpineAttributes;
import io.github.veil.phantom.SpineConfig;
import io.github.veil.phantom.SpinePatient;
import io.github.veil.phantom.SpineTissue;
import io.github.veil.phantom.Vertebra;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Spines in sagittal slices: images {@code P001 T2}, labels {@code P001 vertebrae} and {@code P001
 * discs}, and {@code positions.csv}: where each vertebral unit lies, for Extract Patches.
 *
 * @param config the cohort
 * @param modalities at least one, no TOF
 * @param tissues whether to make {@code P001 tissues} too
 */
record SpineSamples(SpineConfig config, Set<Modality> modalities, boolean tissues)
    implements SampleSubjects {

  static final String POSITIONS = "positions.csv";

  private static final String COHORT = "cohort.csv";

  private static final List<String> POSITION_COLUMNS =
      List.of(
          "patient",
          "slice (0-based)",
          "x (pixel)",
          "y (pixel)",
          "class",
          "age (years)",
          "sex",
          "site",
          "offset (mm)");

  @Override
  public int patients() {
    return config.patients();
  }

  @Override
  public int[] dimensions() {
    return config.dimensions();
  }

  @Override
  public double[] voxelSizeMm() {
    return config.voxelSizeMm();
  }

  @Override
  public int images() {
    return modalities.size();
  }

  @Override
  public List<String> titles(int index) {
    String id = PatientAttributes.id(index);
    List<String> titles = new ArrayList<>();
    modalities.forEach(modality -> titles.add(id + " " + modality));
    titles.add(id + " vertebrae");
    titles.add(id + " discs");
    if (tissues) {
      titles.add(id + " tissues");
    }
    return titles;
  }

  @Override
  public Map<String, List<String>> tables() {
    Map<String, List<String>> tables = new LinkedHashMap<>();
    tables.put(COHORT, SpineAttributes.CSV_HEADER);
    tables.put(POSITIONS, POSITION_COLUMNS);
    return tables;
  }

  @Override
  public Sample make(int index) {
    SpinePatient patient = SpinePatient.of(config, index);
    SampleImages make =
        new SampleImages(new Geometry(config.voxelSizeMm(), "mm", patient.affine()));
    String id = patient.id();
    List<ImagePlus> images = new ArrayList<>();
    modalities.forEach(m -> images.add(make.image(id + " " + m, patient.volume(m))));
    images.add(make.label(id + " vertebrae", patient.vertebrae(), Vertebra.S1.label()));
    images.add(make.label(id + " discs", patient.discs(), Vertebra.S1.label()));
    if (tissues) {
      int most = SpineTissue.values().length - 1;
      images.add(make.label(id + " tissues", patient.tissueLabels(), most));
    }
    List<List<String>> cohort = List.of(patient.attributes().csvRow());
    return new Sample(images, Map.of(COHORT, cohort, POSITIONS, positions(patient)));
  }

  private static List<List<String>> positions(SpinePatient patient) {
    SpineAttributes known = patient.attributes();
    return patient.positions().stream()
        .map(
            position ->
                List.of(
                    known.id(),
                    Integer.toString(position.slice()),
                    Integer.toString(position.column()),
                    Integer.toString(position.row()),
                    position.vertebra().name(),
                    Integer.toString(known.age()),
                    known.sex(),
                    known.site(),
                    String.format(Locale.ROOT, "%.1f", position.offsetMm())))
        .toList();
  }
}
