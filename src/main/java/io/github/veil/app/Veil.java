/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app;

import io.github.veil.app.site.SiteCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line. Results are JSON lines on standard output; everything else is on standard
 * error. Without a subcommand it runs {@code macros/quickstart.ijm}.
 */
@Command(
    name = "veil",
    description = "Private synthetic MRI: the commands of the Fiji plugin, and checks for scripts.",
    mixinStandardHelpOptions = true,
    subcommands = {
      RunMacro.class,
      InfoCommand.class,
      VoxelCommand.class,
      ConvertCommand.class,
      PatchesCommand.class,
      RdpCommand.class,
      EpsilonCommand.class,
      NoiseCommand.class,
      VerifyCommand.class,
      AuditCommand.class,
      Metrics.class,
      SiteCommand.class
    })
public final class Veil implements Callable<Integer> {

  private static final Path QUICKSTART = Path.of("macros", "quickstart.ijm");

  private Veil() {}

  /** Exit status 0 is success, 2 bad input, 1 a failure. */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    PrintWriter out = StandardStreams.reserveOutput();
    LogSettings.apply();
    System.exit(execute(out, new PrintWriter(System.err, true), args));
  }

  /** Runs one command line, and returns the exit status. */
  static int execute(PrintWriter out, PrintWriter err, String... args) {
    CommandLine commandLine =
        new CommandLine(new Veil())
            .setOut(out)
            .setErr(err)
            .setExecutionExceptionHandler((problem, line, parsed) -> report(problem, err))
            .setParameterExceptionHandler((problem, arguments) -> refuse(problem, err));
    try {
      return commandLine.execute(args);
    } catch (Error e) {
      return report(e, err);
    } finally {
      out.flush();
    }
  }

  @Override
  public Integer call() throws IOException, MacroException {
    return RunMacro.run(QUICKSTART, Map.of(), false);
  }

  private static int report(Throwable problem, PrintWriter err) {
    LoggerFactory.getLogger("veil.cause").debug("The cause:", problem);
    err.println(Sentences.of(problem));
    return Sentences.status(problem);
  }

  private static int refuse(CommandLine.ParameterException problem, PrintWriter err) {
    Throwable cause = problem.getCause();
    boolean ours = cause instanceof IllegalArgumentException || cause instanceof IOException;
    err.println(Sentences.of(ours ? cause : problem));
    return Sentences.BAD_INPUT;
  }
}
