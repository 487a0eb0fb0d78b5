/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app;

import io.github.veil.evaluate.fidelity.PairwiseSsim;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Mean SSIM of all pairs of slices. */
@Command(
    name = "pairwise-ssim",
    description = "Mean structural similarity of all pairs of slices; near 1 means mode collapse.",
    mixinStandardHelpOptions = true)
final class MetricsPairwiseSsim implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "STACK", description = "A stack of at least two images.")
  private Path file;

  @Option(
      names = "--range",
      required = true,
      paramLabel = "L",
      description = "Largest minus smallest possible intensity, above 0 (8-bit: 255).")
  private double range;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    ProgressLines progress = new ProgressLines(System::nanoTime, err::println);
    PairwiseSsim result = PairwiseSsim.of(ImageSlices.read(file), range, progress::report);
    new JsonLines(spec.commandLine().getOut()).print(result);
    return 0;
  }
}
