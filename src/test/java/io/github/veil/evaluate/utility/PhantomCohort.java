/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.utility;

import io.github.veil.core.Progress;
import io.github.veil.evaluate.segmentation.Mask;
import io.github.veil.evaluate.segmentation.Overlap;
import io.github.veil.image.Geometry;
import io.github.veil.image.Volume;
import io.github.veil.patch.CohortExtraction;
import io.github.veil.patch.ExtractionConfig;
import io.github.veil.patch.LabelMask;
import io.github.veil.patch.PatchSet;
import io.github.veil.patch.PatchSource;
import io.github.veil.patch.Patient;
import io.github.veil.patch.PatientVolumes;
import io.github.veil.phantom.Modality;
import io.github.veil.phantom.Phantom;
import io.github.veil.phantom.PhantomConfig;
import io.github.veil.phantom.PhantomPatient;
import io.github.veil.phantom.ScannerPreset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Angiograms of the sample cohort's patients with their arteries, 96 x 112 x 40 voxels, as shipped.
 */
public final class PhantomCohort {

  private final PhantomConfig config;
  private final ExtractionConfig extraction;

  /**
   * @param seed of the cohort
   */
  public PhantomCohort(long seed, int patients, ExtractionConfig extraction) {
    this.config = PhantomConfig.small(seed, patients, ScannerPreset.siteA());
    this.extraction = extraction;
  }

  /** Patients {@code from} … {@code to - 1}. */
  public List<Patient> patients(int from, int to) {
    List<Patient> patients = new ArrayList<>();
    for (int i = from; i < to; i++) {
      patients.add(Patient.loaded(volumes(i)));
    }
    return patients;
  }

  private PatientVolumes volumes(int index) {
    PhantomPatient patient = Phantom.patient(config, index);
    double[] size = patient.voxelSizeMm();
    Volume image =
        new Volume(
            patient.id(), patient.volume(Modality.TOF), new Geometry(size, "mm", patient.affine()));
    RandomAccessibleInterval<UnsignedByteType> mask = patient.vesselMask();
    RandomAccessibleInterval<FloatType> label =
        Converters.convert(mask, (in, out) -> out.set(in.get()), new FloatType());
    return new PatientVolumes(
        patient.id(), patient.attributes().ageGroup(), image, LabelMask.ofLabels(label));
  }

  /** Pairs of image and label, cut from these patients. */
  public PatchSource patches(List<Patient> patients) throws IOException {
    CohortExtraction.Result cut =
        new CohortExtraction(extraction, patients, List.of(), true)
            .toImage("patches", Progress.NONE);
    return PatchSet.of(cut.image(), cut.rows());
  }

  /** Overlap alone, for tests: the other measures have tests of their own. */
  static Map<String, Double> overlap(Mask truth, Mask prediction, double[] spacing) {
    Overlap overlap = Overlap.of(truth, prediction);
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put(SegmentationMeasure.DICE, overlap.dice());
    measures.put("sensitivity", overlap.sensitivity());
    return measures;
  }
}
