/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import io.github.veil.core.Progress;
import io.github.veil.image.VolumeIO;
import io.github.veil.patch.slice.SliceCollector;
import io.github.veil.patch.slice.SliceConfig;
import io.github.veil.patch.slice.SliceSet;
import io.github.veil.train.cycle.CycleConfig;
import io.github.veil.train.cycle.CycleJob;
import io.github.veil.train.cycle.SliceDescription;
import io.github.veil.train.translate.SliceSetSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a translation is learnt from.
 *
 * @param x working images of X
 * @param y working images of Y
 * @param description what the model remembers of them
 * @param leftOut scans that cannot be used, one sentence each
 */
record TranslationData(SliceSet x, SliceSet y, SliceDescription description, List<String> leftOut) {

  /** Reads all scans. */
  static TranslationData collect(
      TranslationOptions options, ScanSet x, ScanSet y, VolumeIO io, Progress progress) {
    SliceConfig config = options.sliceConfig();
    SliceDescription description =
        new SliceDescription(
            ScanSet.nameX(x, y),
            ScanSet.nameY(x, y),
            config,
            options.slices().scalingX(),
            options.slices().scalingY());
    SliceCollector fromX = new SliceCollector(config, description.scalingX());
    SliceCollector fromY = new SliceCollector(config, description.scalingY());
    SliceSet slicesX = fromX.collect(description.nameX(), x.sources(io), progress);
    SliceSet slicesY = fromY.collect(description.nameY(), y.sources(io), progress);
    List<String> leftOut = new ArrayList<>(x.leftOut());
    leftOut.addAll(y.leftOut());
    leftOut.addAll(fromX.leftOut());
    leftOut.addAll(fromY.leftOut());
    return new TranslationData(slicesX, slicesY, description, leftOut);
  }

  CycleJob job(CycleConfig config, Path folder, Path ledger, boolean overwrite) {
    return new CycleJob(
        config.sized(x.size(), x.channels(), y.channels()),
        new SliceSetSource(x),
        new SliceSetSource(y),
        description,
        CycleJob.PublicSlices.NONE,
        folder,
        ledger,
        overwrite);
  }
}
