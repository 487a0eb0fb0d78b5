/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.bench;

import io.github.veil.core.Progress;
import io.github.veil.train.AdversarialLoss;
import io.github.veil.train.PrivacySettings;
import io.github.veil.train.cycle.CycleConfig;
import io.github.veil.train.cycle.CycleConfig.GeneratorKind;
import io.github.veil.train.cycle.CycleJob;
import io.github.veil.train.cycle.CycleListener;
import io.github.veil.train.cycle.CycleTraining;
import io.github.veil.train.cycle.SliceAugmentation;
import io.github.veil.train.cycle.SliceDescription;
import io.github.veil.train.cycle.SliceSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Training of a translation: cross-entropy, identity loss, no image buffer, batch 1. */
final class CycleWork {

  private static final int SLICES = 8;

  private CycleWork() {}

  static Work create(Options options) throws Exception {
    int size = options.integer("size");
    int base = options.integer("base");
    GeneratorKind kind = GeneratorKind.valueOf(options.text("generator").toUpperCase(Locale.ROOT));
    CycleConfig config =
        new CycleConfig(
            "benchmark",
            new CycleConfig.Networks(
                kind, size, 1, 1, base, base, kind == GeneratorKind.UNET ? 0.5 : 0),
            new CycleConfig.Losses(AdversarialLoss.LOGISTIC, 10, 0.5),
            new CycleConfig.Optimization(2e-4, 0.5, 1, 0),
            SliceAugmentation.NONE,
            new CycleConfig.Schedule(1_000_000, 0, 1, 0, 1_000_000, 0),
            PrivacySettings.NONE,
            "");
    return new TrainingInTurns((folder, progress) -> train(config, folder, progress));
  }

  private static void train(CycleConfig config, Path folder, Progress progress) throws IOException {
    int size = config.networks().size();
    CycleTraining.start(
        new CycleJob(
            config,
            new NoiseSlices(1, size),
            new NoiseSlices(2, size),
            SliceDescription.UNKNOWN,
            CycleJob.PublicSlices.NONE,
            folder,
            null,
            true),
        CycleListener.NONE,
        progress);
  }

  /** Slices of noise that are made when they are read. */
  private record NoiseSlices(int seed, int size) implements SliceSource {

    @Override
    public int count() {
      return SLICES;
    }

    @Override
    public int channels() {
      return 1;
    }

    @Override
    public void fill(int index, float[] target) {
      int state = seed + 31 * index;
      for (int i = 0; i < target.length; i++) {
        state = state * 1664525 + 1013904223;
        target[i] = state * 0x1p-31f;
      }
    }

    @Override
    public String patient(int index) {
      return "P" + index;
    }
  }
}
