/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.utility;

import io.github.veil.core.NaturalOrder;
import io.github.veil.core.Progress;
import io.github.veil.core.Require;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSource;
import io.github.veil.patch.PatchSubset;
import io.github.veil.train.supervised.ClassifierConfig;
import io.github.veil.train.supervised.ClassifierModel;
import io.github.veil.train.supervised.ClassifierTraining;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Trains one classifier on real patches and one on each synthetic set, all on the same number of
 * patches, and tests all on the same real patches of held-out patients. Patches without a class are
 * left out.
 *
 * @param config settings of the classifiers
 * @param seed draws the patches
 */
public record ClassifierUtility(ClassifierConfig config, long seed) {

  /** The name of the row that is trained on real patches. */
  public static final String REAL = SegmentationUtility.REAL;

  /** Of a class with fewer examples a classifier learns next to nothing. */
  private static final int FEW = 10;

  /**
   * What one training set is good for.
   *
   * @param patches number of patches that were trained on
   * @param matrix how the test patches were classified
   * @param notes sentences on classes with no or few examples, and on patches without a class
   */
  public record Row(int patches, ConfusionMatrix matrix, List<String> notes) {}

  /**
   * Does all that.
   *
   * @param real patches with classes
   * @param synthetic sets by name, with classes; none may be called {@value
   *     SegmentationUtility#REAL}
   * @param test real patches with classes, of patients that are not in {@code real}
   * @return a row by name of the set, the real one first
   * @throws CancellationException if the user asked to stop
   * @throws IllegalArgumentException if a set has no classes, or a patient is on both sides
   */
  public Map<String, Row> compare(
      PatchSource real, Map<String, PatchSource> synthetic, PatchSource test, Progress progress) {
    Require.that(!synthetic.containsKey(REAL), "A synthetic set must not be called \"%s\".", REAL);
    requireHeldOut(real, test);
    Map<String, PatchSource> given = new LinkedHashMap<>(Map.of(REAL, real));
    given.putAll(synthetic);
    Map<String, PatchSource> sets = new LinkedHashMap<>();
    given.forEach((name, set) -> sets.put(name, withClass(name, set)));
    PatchSource examples = withClass("test", test);
    Set<String> names = new TreeSet<>(NaturalOrder.COMPARATOR);
    names.addAll(ClassifierTraining.classesOf(examples));
    sets.values().forEach(set -> names.addAll(ClassifierTraining.classesOf(set)));
    List<String> classes = List.copyOf(names);
    int count = sets.values().stream().mapToInt(PatchSource::count).min().orElseThrow();
    Map<String, Row> rows = new LinkedHashMap<>();
    for (Map.Entry<String, PatchSource> set : sets.entrySet()) {
      PatchSource drawn = PatchSubset.random(set.getValue(), count, seed);
      Progress named = new NamedProgress(set.getKey(), progress);
      Row row = row(drawn, examples, classes, named);
      List<String> notes = new ArrayList<>();
      noteMissing(notes, "training set", given.get(set.getKey()), set.getValue());
      noteMissing(notes, "test set", test, examples);
      notes.addAll(row.notes());
      rows.put(set.getKey(), new Row(row.patches(), row.matrix(), List.copyOf(notes)));
    }
    return rows;
  }

  private Row row(PatchSource patches, PatchSource test, List<String> classes, Progress progress) {
    try (ClassifierModel model = ClassifierTraining.train(config, patches, classes, progress)) {
      int[] truth =
          test.rows().stream().mapToInt(row -> classes.indexOf(row.className())).toArray();
      ConfusionMatrix matrix = ConfusionMatrix.of(classes, truth, model.predict(test, progress));
      List<String> notes = new ArrayList<>(matrix.notes());
      noteRare(notes, patches, classes);
      return new Row(patches.count(), matrix, List.copyOf(notes));
    }
  }

  private static void noteMissing(
      List<String> notes, String what, PatchSource given, PatchSource classed) {
    int missing = given.count() - classed.count();
    if (missing > 0) {
      notes.add(
          "%d of %d patches of the %s name no class and were left out."
              .formatted(missing, given.count(), what));
    }
  }

  private static void noteRare(List<String> notes, PatchSource patches, List<String> classes) {
    Map<String, Long> examples =
        patches.rows().stream()
            .collect(Collectors.groupingBy(PatchRow::className, Collectors.counting()));
    for (String name : classes) {
      long count = examples.getOrDefault(name, 0L);
      if (count == 0) {
        notes.add(
            "Class \"%s\" has no training example, so it cannot be recognised.".formatted(name));
      } else if (count < FEW) {
        notes.add(
            "Class \"%s\" has only %d training %s, so it will hardly be recognised."
                .formatted(name, count, count == 1 ? "example" : "examples"));
      }
    }
  }

  private static PatchSource withClass(String name, PatchSource set) {
    List<PatchRow> rows = set.rows();
    int[] classed =
        IntStream.range(0, rows.size()).filter(i -> !rows.get(i).className().isBlank()).toArray();
    Require.that(
        classed.length > 0,
        "The set \"%s\" names no classes, so no classifier can be compared on it.",
        name);
    return new PatchSubset(set, classed);
  }

  private static void requireHeldOut(PatchSource real, PatchSource test) {
    Set<String> known = real.rows().stream().map(PatchRow::patient).collect(Collectors.toSet());
    for (PatchRow row : test.rows()) {
      Require.that(
          !known.contains(row.patient()),
          "Patient %s is in the training set and in the test set; test on patients that no"
              + " classifier has seen.",
          row.patient());
    }
  }
}
