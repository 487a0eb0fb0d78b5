/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import io.github.veil.evaluate.utility.InferenceConfig;
import io.github.veil.patch.Patient;
import io.github.veil.patch.PatientSummary;
import java.util.List;
import java.util.Map;

/**
 * Real patients with labels on whose whole volumes networks are tested.
 *
 * @param sites patients by site, none of them in the training set
 * @param inference plane and scaling as when the training patches were cut
 */
public record TestPatients(Map<String, Site> sites, InferenceConfig inference) {

  /**
   * The patients of one site.
   *
   * @param patients those to test on, at least one
   * @param skipped those who were found but cannot be used, with the reason
   */
  public record Site(List<Patient> patients, List<PatientSummary> skipped) {
    public Site {
      patients = List.copyOf(patients);
      skipped = List.copyOf(skipped);
    }
  }
}
