/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.veil.core.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * How the last run of a command into a folder ended, for programs that run Fiji without a screen:
 * there an error changes neither Fiji's exit status nor the course of the macro.
 *
 * @param command the command's name in the menu
 * @param ok whether it did all that it was asked for; false too when it left something out
 * @param message one sentence: what came out, or what went wrong
 * @param leftOut inputs that were skipped while the others were worked on, one sentence each
 * @param macro the statement that does the same again; empty for none
 * @param time when it ended, in ISO 8601 (UTC)
 */
record RunStatus(
    String command, boolean ok, String message, List<String> leftOut, String macro, String time) {

  /** The file's name, in the output folder. */
  static final String FILE = "veil-status.json";

  /** A run that ends now with its results. */
  static RunStatus success(String command, String message, List<String> leftOut, String macro) {
    return new RunStatus(command, leftOut.isEmpty(), message, leftOut, macro, now());
  }

  /** A run that ends now without results. */
  static RunStatus failure(String command, String message, String macro) {
    return new RunStatus(command, false, message, List.of(), macro, now());
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /**
   * Replaces the status file of {@code folder}, and makes the folder where it is missing. No other
   * file is touched.
   */
  void write(Path folder) throws IOException {
    String json = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(this);
    AtomicFile.text(folder.resolve(FILE), true, json + "\n");
  }
}
