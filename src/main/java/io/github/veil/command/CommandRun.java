/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.IJ;
import java.awt.GraphicsEnvironment;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.log.LogService;

/**
 * Runs the work of a command: with progress, with one sentence in place of a stack trace, and with
 * a {@link RunStatus} in the output folder, however it ends.
 *
 * @param command is cancelled with the sentence when the work fails
 * @param name the command's name in the menu
 * @param log gets the sentence at error level, for runs without a screen
 */
record CommandRun(Cancelable command, String name, LogService log) {

  /** What a command does. */
  @FunctionalInterface
  interface Work {
    /**
     * @return what came out, in one sentence
     * @throws CancellationException if the user stopped it
     */
    String run(TaskProgress progress) throws IOException;
  }

  /**
   * @param folder where the status is written; null or blank for nowhere
   */
  void run(Context context, File folder, Work work) {
    String macro = command instanceof Command known ? MacroLine.of(context, known) : "";
    try (TaskProgress progress = new TaskProgress(context, name)) {
      String sentence = work.run(progress);
      log.info(sentence);
      logReproduction(macro);
      List<String> leftOut =
          command instanceof PartialSuccess partial ? partial.leftOut() : List.of();
      write(folder, RunStatus.success(name, sentence, leftOut, macro));
    } catch (CancellationException e) {
      log.info(e.getMessage());
      command.cancel(e.getMessage());
      write(folder, RunStatus.failure(name, e.getMessage(), macro));
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      String sentence = CommandErrors.sentence(e);
      log.error(name + ": " + sentence);
      log.debug(e);
      command.cancel(sentence);
      write(folder, RunStatus.failure(name, sentence, macro));
    }
  }

  /** In Fiji's Log window too, where its users look for what was done. */
  private void logReproduction(String macro) {
    if (macro.isEmpty()) {
      return;
    }
    log.info("To reproduce this: " + macro);
    if (!GraphicsEnvironment.isHeadless() && IJ.getInstance() != null) {
      IJ.log("// " + name + ", " + LocalDateTime.now().truncatedTo(ChronoUnit.SECONDS));
      IJ.log(macro);
    }
  }

  private void write(File folder, RunStatus status) {
    if (!isGiven(folder)) {
      return;
    }
    try {
      status.write(folder.toPath());
    } catch (IOException | RuntimeException e) {
      log.warn(name + ": the status file cannot be written. " + CommandErrors.sentence(e));
    }
  }

  /** Whether a file or folder was chosen: blank fields and macros give null or an empty path. */
  static boolean isGiven(File file) {
    return file != null && !file.getPath().isBlank();
  }

  /** The path of a file or folder that was chosen; null for none. */
  static Path path(File file) {
    return isGiven(file) ? file.toPath() : null;
  }
}
