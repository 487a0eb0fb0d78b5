/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.bench;

import io.github.veil.core.Progress;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSource;
import io.github.veil.privacy.PrivacyUnit;
import io.github.veil.train.AdversarialLoss;
import io.github.veil.train.GanConfig;
import io.github.veil.train.GanJob;
import io.github.veil.train.GanTraining;
import io.github.veil.train.PrivacySettings;
import io.github.veil.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A training of the networks of Kossen et al. 2022 with ledger, checkpoints and history; a step is
 * one iteration.
 */
final class TrainingWork {

  /** DP-SGD with the noise multiplier 1 and the clip norm 1. */
  static final PrivacySettings PRIVATE =
      new PrivacySettings(true, PrivacyUnit.PATCH, 1, 0, 0, false, 1, 1, false);

  private TrainingWork() {}

  static Work create(Options options, PrivacySettings privacy) throws Exception {
    int base = options.integer("base");
    GanConfig config =
        new GanConfig(
            "benchmark",
            AdversarialLoss.WASSERSTEIN,
            new GanConfig.Networks(options.integer("latent"), base, base, 8 * base),
            new GanConfig.Optimization(
                GanConfig.OptimizerKind.RMSPROP,
                5e-5,
                5e-5,
                0.01,
                options.integer("critic_steps"),
                options.integer("batch"),
                0),
            new GanConfig.Schedule(1_000_000, 0, 0, 250),
            privacy,
            "");
    PatchSource patches = new NoisePatches(options.integer("size"), options.integer("patches"));
    return new TrainingInTurns((folder, progress) -> train(config, patches, folder, progress));
  }

  private static void train(GanConfig config, PatchSource patches, Path folder, Progress progress)
      throws IOException {
    GanTraining.start(
        new GanJob(
            config,
            patches,
            GanJob.PatchDescription.UNKNOWN,
            folder,
            folder.resolve("ledger.json"),
            null,
            true),
        TrainingListener.NONE,
        progress);
  }

  /** Patches of noise that are made when they are read. */
  private record NoisePatches(int size, int count) implements PatchSource {

    @Override
    public int channels() {
      return 2;
    }

    @Override
    public void read(int index, float[] target, int offset) {
      int state = index;
      for (int i = 0; i < 2 * size * size; i++) {
        state = state * 1664525 + 1013904223;
        target[offset + i] = state * 0x1p-31f;
      }
    }

    @Override
    public List<PatchRow> rows() {
      return IntStream.range(0, count)
          .mapToObj(i -> new PatchRow(i, "P" + i / 1000, 0, 16, 16, true, 0.1, ""))
          .toList();
    }
  }
}
