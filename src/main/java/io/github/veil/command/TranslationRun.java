/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.ImagePlus;
import io.github.veil.core.Progress;
import io.github.veil.image.VolumeIO;
import io.github.veil.train.translate.BatchTranslation;
import io.github.veil.train.translate.TranslationModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Scans that were translated.
 *
 * @param images those to be shown: of open images, or of a single file
 * @param leftOut scans that could not be translated, one sentence each
 * @param sentence what came out
 */
record TranslationRun(List<ImagePlus> images, List<String> leftOut, String sentence) {

  /** What every result says of privacy. */
  static final String NO_PROMISE =
      "A one-to-one translation by itself promises no privacy to the person whose scan was"
          + " translated; Evaluate Synthetic Data can measure how often that person is found again.";

  /**
   * @throws IOException if the model cannot be read, or nothing could be translated
   */
  static TranslationRun of(TranslationInput input, VolumeIO io, Progress progress)
      throws IOException {
    List<ScanSet.Entry> entries = input.scans().entries();
    List<ImagePlus> images = new ArrayList<>();
    boolean shown = entries.size() == 1 || entries.stream().allMatch(entry -> entry.file() == null);
    try (TranslationModel model = TranslationModel.open(input.model(), input.direction())) {
      BatchTranslation batch =
          new BatchTranslation(
              model,
              io,
              input.folder(),
              input.overwrite(),
              image -> {
                if (shown) {
                  images.add(image);
                }
              });
      batch.run(entries.stream().map(entry -> entry.named(io)).toList(), progress);
      List<String> leftOut = new ArrayList<>(input.scans().leftOut());
      leftOut.addAll(batch.leftOut());
      if (batch.translated() == 0 && batch.kept().isEmpty()) {
        throw new IOException(leftOut.get(0));
      }
      return new TranslationRun(images, leftOut, sentence(input, model, batch, leftOut));
    }
  }

  private static String sentence(
      TranslationInput input,
      TranslationModel model,
      BatchTranslation batch,
      List<String> leftOut) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d %s translated to %s by %s"
            .formatted(
                batch.translated(),
                batch.translated() == 1 ? "scan was" : "scans were",
                model.targetName(),
                input.direction()));
    if (input.folder() != null) {
      text.append(", in \"").append(input.folder()).append('"');
    }
    if (!batch.kept().isEmpty()) {
      text.append("; %d existed and were kept".formatted(batch.kept().size()));
    }
    if (!leftOut.isEmpty()) {
      text.append("; %d left out, the first: %s".formatted(leftOut.size(), leftOut.get(0)));
    }
    text.append(text.charAt(text.length() - 1) == '.' ? " " : ". ");
    return text + model.intensities().meaning() + " " + NO_PROMISE;
  }
}
