/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app.site;

import io.github.veil.core.Require;
import java.util.List;
import java.util.Optional;

/** The updater's names of platforms; files below {@code jars/<platform>/} go to these only. */
final class Platforms {

  private static final List<String> KNOWN =
      List.of("linux64", "linux-arm64", "win64", "win-arm64", "macos64", "macos-arm64");

  private Platforms() {}

  /**
   * The platform whose folder a path is in.
   *
   * @return empty for a file of all platforms
   * @throws IllegalArgumentException if the path has a second folder that is no platform
   */
  static Optional<String> ofPath(String filename) {
    String[] parts = filename.split("/");
    if (parts.length < 3) {
      return Optional.empty();
    }
    Require.that(
        parts.length == 3 && KNOWN.contains(parts[1]),
        "The folder of %s is no platform of the updater; choose one of %s.",
        filename,
        String.join(", ", KNOWN));
    return Optional.of(parts[1]);
  }
}
