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
import io.github.veil.patch.slice.ScanSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Translates scans one after the other. A scan that cannot be translated is left out, and said why;
 * the others go on. What is finished when the user stops is kept.
 */
public final class BatchTranslation {

  private final ImageTranslator translator;
  private final VolumeIO io;
  private final Path folder;
  private final boolean overwrite;
  private final Consumer<ImagePlus> finished;
  private final List<Path> written = new ArrayList<>();
  private final List<Path> kept = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private int translated;

  /**
   * @param folder for the results; null to write none
   * @param overwrite whether existing results are made anew; they are kept otherwise
   * @param finished gets each translated image
   */
  public BatchTranslation(
      ImageTranslator translator,
      VolumeIO io,
      Path folder,
      boolean overwrite,
      Consumer<ImagePlus> finished) {
    this.translator = translator;
    this.io = io;
    this.folder = folder;
    this.overwrite = overwrite;
    this.finished = finished;
  }

  /**
   * @param scans by the names of their files, which results are called after
   * @throws CancellationException if the user asked to stop
   */
  public void run(List<ScanSource> scans, Progress progress) {
    for (int i = 0; i < scans.size(); i++) {
      ScanSource scan = scans.get(i);
      try {
        translate(scan, new BatchProgress(progress, i, scans.size()));
      } catch (IOException | IllegalArgumentException e) {
        leftOut.add(scan.id() + ": " + e.getMessage());
      }
    }
  }

  private void translate(ScanSource scan, Progress progress) throws IOException {
    if (progress.isCanceled()) {
      throw new CancellationException("Translating was cancelled; finished scans are kept.");
    }
    TranslatedName name =
        TranslatedName.of(scan.id(), translator.targetName(), translator.outputChannels());
    Path target = folder == null ? null : folder.resolve(name.file());
    Require.that(
        !written.contains(target) && !kept.contains(target),
        "another scan of the same name has been translated to \"%s\" already.",
        name.file());
    if (target != null && !overwrite && Files.exists(target)) {
      kept.add(target);
      return;
    }
    ImagePlus image = translator.translate(scan.loader().load(), name.title(), progress);
    if (target != null) {
      io.save(image, target, overwrite);
      written.add(target);
    }
    translated++;
    finished.accept(image);
  }

  /** How many scans were translated. */
  public int translated() {
    return translated;
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
