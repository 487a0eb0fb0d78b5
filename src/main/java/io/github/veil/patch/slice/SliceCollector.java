/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch.slice;

import io.github.veil.core.Progress;
import io.github.veil.core.Require;
import io.github.veil.image.IntensityScaling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Collects the working images of a set of scans. A scan that cannot be used is left out, and said
 * why; the others go on.
 */
public final class SliceCollector {

  private final SliceConfig config;
  private final IntensityScaling scaling;
  private final List<String> leftOut = new ArrayList<>();

  /**
   * @param scaling from physical values to [-1, 1]; looks at one scan at a time
   */
  public SliceCollector(SliceConfig config, IntensityScaling scaling) {
    this.config = config;
    this.scaling = scaling;
  }

  /**
   * @param name what the set is called in messages
   * @throws IllegalArgumentException if no scan can be used
   * @throws CancellationException if the user asked to stop
   */
  public SliceSet collect(String name, List<ScanSource> sources, Progress progress) {
    List<StoredScan> scans = new ArrayList<>();
    for (ScanSource source : sources) {
      if (progress.isCanceled()) {
        throw new CancellationException("Reading the scans of " + name + " was cancelled.");
      }
      progress.report(scans.size(), sources.size(), "Reading " + source.id() + " of " + name);
      try {
        StoredScan scan = read(source);
        Require.that(
            scans.isEmpty() || scan.channels() == scans.get(0).channels(),
            "\"%s\" has %d channels, but the scans before it have %d.",
            source.id(),
            scan.channels(),
            scans.isEmpty() ? 0 : scans.get(0).channels());
        scans.add(scan);
      } catch (IOException | IllegalArgumentException e) {
        leftOut.add("Patient " + source.id() + " of " + name + ": " + e.getMessage());
      }
    }
    Require.that(
        !scans.isEmpty(),
        "No scan of %s can be used.%s",
        name,
        leftOut.isEmpty() ? "" : " First problem: " + leftOut.get(0));
    return new SliceSet(config, scans);
  }

  private StoredScan read(ScanSource source) throws IOException {
    Scan scan = Scan.of(source.id(), source.loader().load());
    return new StoredScan(source.id(), new ScanSlices(scan, config, scaling), config);
  }

  /** What was left out so far, one sentence each. */
  public List<String> leftOut() {
    return List.copyOf(leftOut);
  }
}
