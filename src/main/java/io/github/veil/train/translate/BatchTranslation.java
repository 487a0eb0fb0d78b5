/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.translate;

import ij.ImagePlus;
import io.github.veil.core.Progress;
import io.github.veil.core.Require;
import io.github.veil.image.VolumeIO;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Translates files one after the other. A file that cannot be translated is left out, and said why;
 * the others go on. What is finished when the user stops is kept.
 */
public final class BatchTranslation {

  private final ImageTranslator translator;
  private final VolumeIO io;
  private final Path folder;
  private final boolean overwrite;
  private final List<Path> written = new ArrayList<>();
  private final List<Path> kept = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  /**
   * @param folder for the results
   * @param overwrite whether existing results are made anew; they are kept otherwise
   */
  public BatchTranslation(ImageTranslator translator, VolumeIO io, Path folder, boolean overwrite) {
    this.translator = translator;
    this.io = io;
    this.folder = folder;
    this.overwrite = overwrite;
  }

  /**
   * @throws CancellationException if the user asked to stop
   */
  public void run(List<Path> files, Progress progress) {
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      try {
        translate(file, new BatchProgress(progress, i, files.size()));
      } catch (IOException | IllegalArgumentException e) {
        leftOut.add(file.getFileName() + ": " + e.getMessage());
      }
    }
  }

  private void translate(Path file, Progress progress) throws IOException {
    if (progress.isCanceled()) {
      throw new CancellationException("Translating was cancelled; finished scans are kept.");
    }
    TranslatedName name =
        TranslatedName.of(
            file.getFileName().toString(), translator.targetName(), translator.outputChannels());
    Path target = folder.resolve(name.file());
    Require.that(
        !written.contains(target) && !kept.contains(target),
        "another file of the same name has been translated to \"%s\" already.",
        name.file());
    if (!overwrite && Files.exists(target)) {
      kept.add(target);
      return;
    }
    ImagePlus image = translator.translate(io.openImage(file), name.title(), progress);
    io.save(image, target, overwrite);
    written.add(target);
  }

  /** Files that were written. */
  public List<Path> written() {
    return List.copyOf(written);
  }

  /** Files that existed and were kept as they were. */
  public List<Path> kept() {
    return List.copyOf(kept);
  }

  /** What could not be translated, one sentence each. */
  public List<String> leftOut() {
    return List.copyOf(leftOut);
  }
}
