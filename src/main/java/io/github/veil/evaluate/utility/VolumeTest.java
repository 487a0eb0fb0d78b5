/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.utility;

import io.github.veil.core.Progress;
import io.github.veil.core.Require;
import io.github.veil.evaluate.segmentation.Mask;
import io.github.veil.image.Volume;
import io.github.veil.patch.LabelMask;
import io.github.veil.patch.Patient;
import io.github.veil.patch.PatientVolumes;
import io.github.veil.train.supervised.SegmentationModel;
import io.github.veil.train.supervised.SegmentationValidator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * Segments whole patients and compares with their labels. A patient who cannot be read is noted and
 * left out.
 *
 * @param patients with labels; loaded one after the other
 * @param inference how the network is applied
 * @param measure what is computed
 */
public record VolumeTest(
    List<Patient> patients, InferenceConfig inference, SegmentationMeasure measure)
    implements SegmentationValidator {

  public VolumeTest {
    Require.that(!patients.isEmpty(), "There is no patient to test on.");
    patients = List.copyOf(patients);
  }

  /** Receives what was found of one patient, for error maps. */
  @FunctionalInterface
  public interface Listener {

    /**
     * @param patient the patient
     * @param probability of foreground, 0 to 1, on the patient's grid
     */
    void segmented(PatientVolumes patient, Volume probability, Mask truth, Mask prediction)
        throws IOException;
  }

  /**
   * Tests a model.
   *
   * @throws CancellationException if the user asked to stop
   * @throws IOException if no patient could be read, or the listener failed
   */
  public ScoreTable run(SegmentationModel model, Listener listener, Progress progress)
      throws IOException {
    List<PatientScores> rows = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    try (VolumeSegmenter segmenter = new VolumeSegmenter(model, inference)) {
      for (Patient patient : patients) {
        PatientVolumes volumes;
        try {
          volumes = patient.loader().load();
          Require.that(volumes.label() != null, "there is no label.");
        } catch (IOException | IllegalArgumentException e) {
          notes.add("Patient " + patient.id() + " was left out: " + e.getMessage());
          continue;
        }
        rows.add(test(volumes, segmenter, listener, progress));
      }
    }
    if (rows.isEmpty()) {
      throw new IOException("No patient could be tested. " + notes.get(0));
    }
    return new ScoreTable(rows, notes);
  }

  private PatientScores test(
      PatientVolumes patient, VolumeSegmenter segmenter, Listener listener, Progress progress)
      throws IOException {
    Volume probability = segmenter.probability(patient.image(), progress);
    LabelMask label = patient.label();
    Mask truth = Mask.of(label.values(), label::isForeground);
    Mask prediction = segmenter.mask(probability);
    Map<String, Double> measures =
        measure.compare(truth, prediction, probability.geometry().voxelSize());
    listener.segmented(patient, probability, truth, prediction);
    return new PatientScores(patient.id(), measures);
  }

  /** Mean Dice coefficient over these patients' whole volumes: they must not be test patients. */
  @Override
  public double dice(SegmentationModel model, Progress progress) throws IOException {
    Listener nobody = (patient, probability, truth, prediction) -> {};
    return run(model, nobody, progress).summary(SegmentationMeasure.DICE).mean();
  }
}
