/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import io.github.veil.core.Require;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is compared. All sets have patches of one size.
 *
 * @param train real patches that the models were trained on
 * @param heldOut real patches of patients that no model has seen
 * @param secondSite real patches from elsewhere
 * @param synthetic one or several synthetic sets
 */
public record EvaluationInput(
    PatchSource train,
    PatchSource heldOut,
    Optional<PatchSource> secondSite,
    List<SyntheticSet> synthetic) {

  /** Names that synthetic sets must not have. */
  static final String TRAIN = "real, training";

  static final String HELD_OUT = "real, held out";
  static final String SECOND_SITE = "real, second site";

  public EvaluationInput {
    synthetic = List.copyOf(synthetic);
    Require.that(!synthetic.isEmpty(), "There is no synthetic set to evaluate.");
    Set<String> names = new HashSet<>(List.of(TRAIN, HELD_OUT, SECOND_SITE, "real"));
    for (SyntheticSet set : synthetic) {
      Require.that(names.add(set.name()), "Two sets are called \"%s\".", set.name());
      requireSize(set.name(), set.patches(), train.size());
    }
    requireSize(HELD_OUT, heldOut, train.size());
    requireDisjoint(train, heldOut);
    int size = train.size();
    secondSite.ifPresent(set -> requireSize(SECOND_SITE, set, size));
  }

  private static void requireDisjoint(PatchSource train, PatchSource heldOut) {
    Set<String> trained = patients(train);
    Set<String> others = patients(heldOut);
    for (String patient : others) {
      Require.that(
          !trained.contains(patient) || trained.size() == 1 && others.size() == 1,
          "Patient %s is in the training set and in the held-out set; hold out whole patients.",
          patient);
    }
  }

  private static Set<String> patients(PatchSource set) {
    return set.rows().stream().map(PatchRow::patient).collect(Collectors.toSet());
  }

  private static void requireSize(String name, PatchSource set, int size) {
    Require.that(
        set.size() == size,
        "The patches of \"%s\" have %d x %d pixels, but the training patches %d x %d; cut or"
            + " generate them in one size.",
        name,
        set.size(),
        set.size(),
        size,
        size);
    Require.that(
        set.count() >= 10, "\"%s\" has %d images; at least 10 are needed.", name, set.count());
  }

  /** Whether every set has labels. */
  boolean labelled() {
    List<PatchSource> all = new ArrayList<>(List.of(train, heldOut));
    synthetic.forEach(set -> all.add(set.patches()));
    return all.stream().allMatch(set -> set.channels() > 1);
  }

  /** Whether every set names a class for at least one of its patches. */
  boolean classed() {
    List<PatchSource> all = new ArrayList<>(List.of(train, heldOut));
    synthetic.forEach(set -> all.add(set.patches()));
    return all.stream()
        .allMatch(set -> set.rows().stream().anyMatch(row -> !row.className().isBlank()));
  }
}
