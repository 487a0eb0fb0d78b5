/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.utility;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How well one patient was segmented.
 *
 * @param patient the patient's id
 * @param measures by name; NaN for those that are undefined
 */
public record PatientScores(String patient, Map<String, Double> measures) {

  public PatientScores {
    measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
  }
}
