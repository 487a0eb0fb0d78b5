/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.utility;

import io.github.veil.core.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How often each class was taken for each.
 *
 * @param classes the classes, in order
 * @param counts by true class, then by predicted class
 */
public record ConfusionMatrix(List<String> classes, int[][] counts) {

  /** Below so many examples the recall of a class says little. */
  private static final int FEW = 10;

  public ConfusionMatrix {
    int size = classes.size();
    Require.that(
        counts.length == size && Arrays.stream(counts).allMatch(row -> row.length == size),
        "A confusion matrix of %d classes needs %d rows and columns.",
        size,
        size);
    classes = List.copyOf(classes);
    counts = Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
  }

  /**
   * Counts.
   *
   * @param truth class of each example, as index into {@code classes}
   * @param predicted likewise
   */
  public static ConfusionMatrix of(List<String> classes, int[] truth, int[] predicted) {
    Require.that(
        truth.length == predicted.length,
        "There are %d true classes, but %d predictions.",
        truth.length,
        predicted.length);
    int[][] counts = new int[classes.size()][classes.size()];
    for (int i = 0; i < truth.length; i++) {
      counts[truth[i]][predicted[i]]++;
    }
    return new ConfusionMatrix(classes, counts);
  }

  /** Number of examples of a class. */
  public int examples(int trueClass) {
    return Arrays.stream(counts[trueClass]).sum();
  }

  /** Share of all examples that were recognised, 0 to 1; NaN if there are none. */
  public double accuracy() {
    int right = 0;
    int all = 0;
    for (int k = 0; k < counts.length; k++) {
      right += counts[k][k];
      all += examples(k);
    }
    return (double) right / (all == 0 ? Double.NaN : all);
  }

  /** Share of a class's examples that were recognised, 0 to 1; NaN if there are none. */
  public double recall(int trueClass) {
    int all = examples(trueClass);
    return all == 0 ? Double.NaN : (double) counts[trueClass][trueClass] / all;
  }

  /** Mean recall of the classes that have examples; NaN if none has. */
  public double balancedAccuracy() {
    double sum = 0;
    int present = 0;
    for (int k = 0; k < counts.length; k++) {
      if (examples(k) > 0) {
        sum += recall(k);
        present++;
      }
    }
    return present == 0 ? Double.NaN : sum / present;
  }

  /** A sentence for each class that has no or few examples. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (int k = 0; k < counts.length; k++) {
      int examples = examples(k);
      if (examples == 0) {
        notes.add(
            "Class \"%s\" has no test example, so it has no recall and does not count in the balanced accuracy."
                .formatted(classes.get(k)));
      } else if (examples < FEW) {
        notes.add(
            "Class \"%s\" has only %d test %s, so its recall is a rough figure."
                .formatted(classes.get(k), examples, examples == 1 ? "example" : "examples"));
      }
    }
    return notes;
  }
}
