/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app.site;

import io.github.veil.core.Require;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * Timestamps of update sites, in UTC. They come from the commit and not from the clock, so that
 * building the same commit again gives the same site.
 */
final class SiteClock {

  private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

  private SiteClock() {}

  /**
   * Checks a timestamp.
   *
   * @param text {@code yyyyMMddHHmmss}
   */
  static long parse(String text) {
    try {
      LocalDateTime.parse(text, FORMAT);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          String.format(
              "The timestamp \"%s\" is no date and time; write yyyyMMddHHmmss, such as"
                  + " 20261122183000.",
              text));
    }
    return Long.parseLong(text);
  }

  /** The time of the commit that the current folder has checked out. */
  static long ofCommit() throws IOException, InterruptedException {
    Process git =
        new ProcessBuilder("git", "log", "-1", "--format=%ct")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String seconds =
        new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    Require.that(
        git.waitFor() == 0 && seconds.matches("\\d+"),
        "The commit's time cannot be read from git; give --timestamp yyyyMMddHHmmss.");
    return Long.parseLong(
        FORMAT.format(Instant.ofEpochSecond(Long.parseLong(seconds)).atOffset(ZoneOffset.UTC)));
  }
}
