/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.supervised;

import io.github.veil.core.RandomSource;
import io.github.veil.core.Require;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSource;
import io.github.veil.patch.PatchSubset;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Patches divided by patient, so that nobody is on both sides.
 *
 * @param training to learn from
 * @param validation to choose settings by
 */
public record PatientSplit(PatchSource training, PatchSource validation) {

  /**
   * Puts some patients aside.
   *
   * @param share share of patients for validation, above 0 and below 1; at least one patient goes
   *     to either side
   * @param seed the same seed gives the same division
   * @throws IllegalArgumentException if there are fewer than two patients
   */
  public static PatientSplit of(PatchSource patches, double share, long seed) {
    Require.that(
        share > 0 && share < 1,
        "The share of validation patients must lie between 0 and 1, but is %s.",
        share);
    List<String> patients =
        patches.rows().stream()
            .map(PatchRow::patient)
            .distinct()
            .sorted()
            .collect(Collectors.toList());
    Require.that(
        patients.size() >= 2,
        "Validation by patients needs patches of at least 2 patients, but these come from %d.",
        patients.size());
    long shuffle = RandomSource.seeded(seed).generator("patient split", 0).nextLong();
    Collections.shuffle(patients, new Random(shuffle));
    int aside = (int) Math.round(share * patients.size());
    int count = Math.max(1, Math.min(patients.size() - 1, aside));
    Set<String> validation = new HashSet<>(patients.subList(0, count));
    Set<String> training = new HashSet<>(patients.subList(count, patients.size()));
    return new PatientSplit(
        PatchSubset.ofPatients(patches, training), PatchSubset.ofPatients(patches, validation));
  }
}
