/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.utility;

import io.github.veil.core.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
  public record Summary(double mean, double deviation, int count) {

    /** For instance "0.843 ± 0.021", or "–" if undefined. */
    public String text() {
      if (count == 0) {
        return "–";
      }
      return count == 1
          ? String.format(Locale.ROOT, "%.3f", mean)
          : String.format(Locale.ROOT, "%.3f ± %.3f", mean, deviation);
    }
  }

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

  /** One line per patient, then mean and standard deviation; undefined cells are empty. */
  public String toCsv() {
    StringBuilder text = new StringBuilder("patient");
    names().forEach(name -> text.append(',').append(name));
    text.append('\n');
    for (PatientScores row : patients) {
      appendLine(text, row.patient(), List.copyOf(row.measures().values()));
    }
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (String name : names()) {
      Summary summary = summary(name);
      means.add(summary.mean());
      deviations.add(summary.deviation());
    }
    appendLine(text, "mean", means);
    appendLine(text, "standard deviation", deviations);
    return text.toString();
  }

  private static void appendLine(StringBuilder text, String first, List<Double> values) {
    text.append(first.contains(",") ? '"' + first + '"' : first);
    for (double value : values) {
      text.append(',').append(Double.isFinite(value) ? Double.toString(value) : "");
    }
    text.append('\n');
  }
}
