/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code metrics …}: single measures on files. */
@Command(
    name = "metrics",
    description = "Compares images, masks or features in files; one JSON object per call.",
    mixinStandardHelpOptions = true,
    subcommands = {
      MetricsSsim.class,
      MetricsPairwiseSsim.class,
      MetricsFrechet.class,
      MetricsKid.class,
      MetricsSegmentation.class,
      MetricsPrdc.class,
      MetricsAttack.class
    })
final class Metrics implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Say which measure: metrics " + String.join(", ", spec.subcommands().keySet()) + ".");
  }
}
