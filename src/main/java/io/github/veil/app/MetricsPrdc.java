/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app;

import io.github.veil.evaluate.fidelity.PrecisionRecall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Precision, recall, density and coverage of two tables of features. */
@Command(
    name = "prdc",
    description = "Precision, recall, density and coverage of synthetic against real features.",
    mixinStandardHelpOptions = true)
final class MetricsPrdc implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "REAL.csv",
      description = "Features, no header: a row per image, a column per feature.")
  private Path real;

  @Parameters(index = "1", paramLabel = "SYN.csv", description = "Features with the same columns.")
  private Path synthetic;

  @Option(
      names = "--k",
      paramLabel = "K",
      description =
          "Neighbours, 1 or more and less than either's rows (default: ${DEFAULT-VALUE}).")
  private int k = PrecisionRecall.DEFAULT_NEIGHBOURS;

  @Override
  public Integer call() throws IOException {
    PrecisionRecall result =
        PrecisionRecall.of(FeatureTable.read(real), FeatureTable.read(synthetic), k);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("precision", result.precision());
    line.put("recall", result.recall());
    line.put("density", result.density());
    line.put("coverage", result.coverage());
    new JsonLines(spec.commandLine().getOut()).print(line);
    return 0;
  }
}
