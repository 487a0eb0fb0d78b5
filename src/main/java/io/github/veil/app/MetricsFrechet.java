/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app;

import io.github.veil.evaluate.fidelity.FrechetDistance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Frechet distance of two tables of features. */
@Command(
    name = "frechet",
    description =
        "Frechet distance between two sets of features (FID, where they are Inception pool3's).",
    mixinStandardHelpOptions = true)
final class MetricsFrechet implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "A.csv",
      description = "Features, no header: a row per image, a column per feature.")
  private Path a;

  @Parameters(index = "1", paramLabel = "B.csv", description = "Features with the same columns.")
  private Path b;

  @Override
  public Integer call() throws IOException {
    FrechetDistance distance = FrechetDistance.of(FeatureTable.read(a), FeatureTable.read(b));
    new JsonLines(spec.commandLine().getOut()).print(Map.of("frechet", distance.value()));
    return 0;
  }
}
