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
import io.github.veil.phantom.Phantom;
import io.github.veil.phantom.PhantomConfig;
import io.github.veil.phantom.PhantomPatient;
import io.github.veil.phantom.Tissue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Heads with their arteries: images {@code P001 TOF}, labels {@code P001 vessels}.
 *
 * @param config the cohort
 * @param modalities at least one
 * @param tissues whether to make {@code P001 tissues} too
 */
record HeadSamples(PhantomConfig config, Set<Modality> modalities, boolean tissues)
    implements SampleSubjects {

  private static final String COHORT = "cohort.csv";

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
    titles.add(id + " vessels");
    if (tissues) {
      titles.add(id + " tissues");
    }
    return titles;
  }

  @Override
  public Map<String, List<String>> tables() {
    return Map.of(COHORT, PatientAttributes.CSV_HEADER);
  }

  @Override
  public Sample make(int index) {
    PhantomPatient patient = Phantom.patient(config, index);
    SampleImages make =
        new SampleImages(new Geometry(patient.voxelSizeMm(), "mm", patient.affine()));
    String id = patient.id();
    List<ImagePlus> images = new ArrayList<>();
    modalities.forEach(m -> images.add(make.image(id + " " + m, patient.volume(m))));
    images.add(make.label(id + " vessels", patient.vesselMask(), 1));
    if (tissues) {
      int most = Tissue.values().length - 1;
      images.add(make.label(id + " tissues", patient.tissueLabels(), most));
    }
    return new Sample(images, Map.of(COHORT, List.of(patient.attributes().csvRow())));
  }
}
