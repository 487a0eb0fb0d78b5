/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.veil.privacy.AttackBound;
import io.github.veil.privacy.PrivacyUnit;
import io.github.veil.train.ModelZip;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a model's privacy statement promises.
 *
 * @param guaranteed whether anything is
 * @param epsilon for one unit; infinite when nothing is guaranteed
 * @param patientEpsilon for one patient; infinite when nothing is guaranteed
 * @param delta of both; 1 when nothing is guaranteed
 * @param unit whom {@code epsilon} protects
 * @param statement the whole statement as text
 */
record ModelClaim(
    boolean guaranteed,
    double epsilon,
    double patientEpsilon,
    double delta,
    PrivacyUnit unit,
    String statement) {

  /**
   * Reads the statement of a model zip.
   *
   * @throws IOException if there is none, or it cannot be read
   */
  static ModelClaim read(Path model) throws IOException {
    JsonNode json = new ObjectMapper().readTree(ModelZip.text(model, ModelZip.PRIVACY));
    String statement = ModelZip.text(model, ModelZip.STATEMENT);
    PrivacyUnit unit =
        PrivacyUnit.valueOf(json.path("unit").asText("patch").toUpperCase(Locale.ROOT));
    double epsilon = json.path("epsilon").asDouble(Double.POSITIVE_INFINITY);
    if (json.path("epsilon").isNull() || !Double.isFinite(epsilon)) {
      double none = Double.POSITIVE_INFINITY;
      return new ModelClaim(false, none, none, 1, unit, statement);
    }
    JsonNode patient = json.path("patient_epsilon");
    double patientEpsilon =
        unit == PrivacyUnit.PATIENT
            ? epsilon
            : patient.isNumber() ? patient.asDouble() : Double.POSITIVE_INFINITY;
    double delta = json.path("delta").asDouble(1);
    return new ModelClaim(true, epsilon, patientEpsilon, delta, unit, statement);
  }

  /** What it allows an attacker on one unit. */
  AttackBound bound() {
    return new AttackBound(epsilon, delta);
  }

  /** What it allows an attacker on one patient. */
  AttackBound patientBound() {
    return new AttackBound(patientEpsilon, delta);
  }
}
