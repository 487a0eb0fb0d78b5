/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.supervised;

import io.github.veil.core.Progress;
import io.github.veil.core.Require;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Dice coefficient of each validation patient over all of his or her patches together, averaged
 * over patients. Quicker than whole volumes, and what a set of patches allows.
 */
public record PatchValidation(PatchSource patches) implements SegmentationValidator {

  public PatchValidation {
    Require.that(
        patches.channels() == 2 && patches.count() > 0,
        "Validation needs patches with image and label.");
  }

  @Override
  public double dice(SegmentationModel model, Progress progress) {
    List<PatchRow> rows = patches.rows();
    Map<String, long[]> counts = new LinkedHashMap<>();
    PatchPrediction.run(
        model.graph(),
        patches,
        (index, patch, logits) ->
            add(
                counts.computeIfAbsent(rows.get(index).patient(), id -> new long[2]),
                patch,
                logits),
        progress);
    return counts.values().stream()
        .filter(count -> count[1] > 0)
        .mapToDouble(count -> 2.0 * count[0] / count[1])
        .average()
        .orElse(Double.NaN);
  }

  /** Adds what truth and prediction share to count 0, and the sum of both to count 1. */
  private static void add(long[] count, float[] patch, float[] logits) {
    for (int i = 0; i < logits.length; i++) {
      boolean truth = patch[logits.length + i] > 0;
      boolean found = logits[i] > 0;
      count[0] += truth && found ? 1 : 0;
      count[1] += (truth ? 1 : 0) + (found ? 1 : 0);
    }
  }
}
