/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.bench;

import io.github.veil.core.Progress;
import io.github.veil.image.Geometry;
import io.github.veil.image.Volume;
import io.github.veil.patch.CohortExtraction;
import io.github.veil.patch.ExtractionConfig;
import io.github.veil.patch.Patient;
import io.github.veil.patch.PatientVolumes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import net.imglib2.img.array.ArrayImgs;

/**
 * Cutting a cohort's patches to a file, image and label in memory: intensity scaling, choice of
 * positions, cutting, writing. A step is the whole cohort.
 */
final class PatchWork implements Work {

  private static final int WIDTH = 312;
  private static final int HEIGHT = 384;
  private static final int DEPTH = 127;

  private final ExtractionConfig config;
  private final List<Patient> patients;
  private final Path file;

  private PatchWork(int patients, int patches) throws IOException {
    config = ExtractionConfig.defaults().withPatches(patches, 0.5);
    Volume image = volume("image", false);
    Volume label = volume("label", true);
    this.patients =
        IntStream.range(0, patients)
            .mapToObj(i -> PatientVolumes.labelled("P" + i, "", image, label))
            .map(Patient::loaded)
            .toList();
    file = Files.createTempDirectory("veil-bench").resolve("patches.tif");
  }

  static Work create(Options options) throws Exception {
    PatchWork work = new PatchWork(options.integer("patients"), options.integer("patches"));
    work.step();
    return work;
  }

  /** Noise that is bright inside a lattice of tubes, or the tubes. */
  private static Volume volume(String name, boolean label) {
    float[] values = new float[WIDTH * HEIGHT * DEPTH];
    int state = 1;
    for (int i = 0; i < values.length; i++) {
      state = state * 1664525 + 1013904223;
      boolean inside = i % WIDTH % 40 < 4 && i / WIDTH % HEIGHT % 40 < 4;
      float noise = 100 + 50 * (state * 0x1p-31f);
      values[i] = label ? (inside ? 1 : 0) : inside ? 3 * noise : noise;
    }
    return new Volume(
        name,
        ArrayImgs.floats(values, WIDTH, HEIGHT, DEPTH),
        Geometry.ofVoxelSize(0.5, 0.5, 0.7, "mm"));
  }

  @Override
  public void step() throws IOException {
    new CohortExtraction(config, patients, List.of(), true).toFile(file, true, Progress.NONE);
  }

  @Override
  public void close() {
    for (String end : List.of(".tif", ".csv", ".json")) {
      file.resolveSibling("patches" + end).toFile().delete();
    }
    file.getParent().toFile().delete();
  }
}
