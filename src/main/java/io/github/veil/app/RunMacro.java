/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code run FILE.ijm}: runs a macro without a screen. */
@Command(
    name = "run",
    description =
        "Runs an ImageJ macro; status 0 only if every command in it succeeded, 3 if the macro ended"
            + " but something was skipped.",
    mixinStandardHelpOptions = true)
final class RunMacro implements Callable<Integer> {

  /** Exit status of a macro that ended, with something skipped. */
  static final int PARTIAL = 3;

  private static final Logger LOG = LoggerFactory.getLogger("veil.macro");

  @Parameters(paramLabel = "FILE.ijm", description = "The macro.")
  private Path file;

  @Option(
      names = "--arg",
      paramLabel = "KEY=VALUE",
      description = "A value that the macro reads from getArgument(); may be repeated.")
  private Map<String, String> arguments = new LinkedHashMap<>();

  @Option(
      names = "--keep-going",
      description =
          "Go on after a command of Veil that fails (not after one that is called wrongly), as Fiji"
              + " does without a window; the status is then 3.")
  private boolean keepGoing;

  @Override
  public Integer call() throws IOException, MacroException {
    return run(file, arguments, keepGoing);
  }

  static int run(Path file, Map<String, String> arguments, boolean keepGoing)
      throws IOException, MacroException {
    try (MacroRunner runner = new MacroRunner(keepGoing)) {
      runner.run(file, arguments);
      runner.leftOut().forEach(sentence -> LOG.warn("Left out: {}", sentence));
      return runner.leftOut().isEmpty() ? 0 : PARTIAL;
    }
  }
}
