/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app;

import io.github.veil.evaluate.fidelity.GreyImage;
import io.github.veil.evaluate.fidelity.Ssim;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Structural similarity of two images. */
@Command(
    name = "ssim",
    description =
        "Structural similarity of two images: windowed mean, and the whole as one window.",
    mixinStandardHelpOptions = true)
final class MetricsSsim implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..2",
      paramLabel = "FILE",
      description = "Two images of one slice, or one stack of two slices.")
  private List<Path> files;

  @Option(
      names = "--range",
      required = true,
      paramLabel = "L",
      description = "Largest minus smallest possible intensity, above 0 (8-bit: 255).")
  private double range;

  @Override
  public Integer call() throws IOException {
    List<GreyImage> pair =
        files.size() == 1
            ? ImageSlices.readTwo(files.get(0))
            : List.of(ImageSlices.readOne(files.get(0)), ImageSlices.readOne(files.get(1)));
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("mssim", Ssim.mean(pair.get(0), pair.get(1), range));
    line.put("global", Ssim.global(pair.get(0), pair.get(1), range));
    new JsonLines(spec.commandLine().getOut()).print(line);
    return 0;
  }
}
