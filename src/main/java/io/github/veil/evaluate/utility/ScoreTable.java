/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.utility;

import io.github.veil.core.Require;
import java.util.List;

/**
 * How well patients were segmented.
 *
 * @param patients one row per patient
 * @param notes sentences on patients that could not be tested
 */
public record ScoreTable(List<PatientScores> patients, List<String> notes) {

  public ScoreTable {
    patients = List.copyOf(patients);
    notes = List.copyOf(notes);
  }

  /**
   * Mean and spread of one measure.
   *
   * @param mean NaN if it is undefined for all patients
   * @param deviation sample standard deviation; NaN for fewer than two patients
   * @param count patients for whom it is defined
   */
  public record Summary(double mean, double deviation, int count) {}

  /** The names of the measures, in order. */
  public List<String> names() {
    return patients.isEmpty() ? List.of() : List.copyOf(patients.get(0).measures().keySet());
  }

  /** Mean and spread of the measure {@code name} over the patients for whom it is defined. */
  public Summary summary(String name) {
    Require.that(
        names().contains(name), "There is no measure \"%s\"; there are %s.", name, names());
    double[] values =
        patients.stream()
            .mapToDouble(patient -> patient.measures().get(name))
            .filter(value -> !Double.isNaN(value))
            .toArray();
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new Summary(mean, Math.sqrt(squares / (values.length - 1)), values.length);
  }
}
