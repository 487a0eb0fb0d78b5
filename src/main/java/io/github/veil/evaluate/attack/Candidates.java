/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.attack;

import io.github.veil.core.Require;
import io.github.veil.privacy.PrivacyUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores of the candidates of a membership attack, one per unit, and the patient of each.
 *
 * @param scores higher for a candidate that looks more like a member
 * @param patients patient of each score; null where every score is a patient of its own
 * @param unit what one score stands for
 */
public record Candidates(double[] scores, List<String> patients, PrivacyUnit unit) {

  public Candidates {
    Require.that(
        patients == null || patients.size() == scores.length,
        "%d scores need as many patients, but %d are given.",
        scores.length,
        patients == null ? 0 : patients.size());
    patients = patients == null ? null : List.copyOf(patients);
  }

  /** Patches whose patients are not known; they are taken as independent. */
  public static Candidates patches(double[] scores) {
    return new Candidates(scores, null, PrivacyUnit.PATCH);
  }

  /** Patches of known patients. */
  public static Candidates patches(double[] scores, List<String> patients) {
    return new Candidates(scores, patients, PrivacyUnit.PATCH);
  }

  /**
   * One score per patient: the mean over the patches. An attacker who has several images of a
   * person knows more than who has one; a claim about patients must withstand this attack.
   */
  public Candidates byPatient() {
    Require.that(
        patients != null, "The patients of the patches are not known; use a set with a table.");
    Map<String, List<Double>> groups = new LinkedHashMap<>();
    for (int i = 0; i < scores.length; i++) {
      groups.computeIfAbsent(patients.get(i), name -> new ArrayList<>()).add(scores[i]);
    }
    double[] means =
        groups.values().stream()
            .mapToDouble(group -> group.stream().mapToDouble(s -> s).average().orElseThrow())
            .toArray();
    return new Candidates(means, List.copyOf(groups.keySet()), PrivacyUnit.PATIENT);
  }

  /** Whether every score is a patient of its own. */
  public boolean independent() {
    return patients == null || new HashSet<>(patients).size() == scores.length;
  }
}
