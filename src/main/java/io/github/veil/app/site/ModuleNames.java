/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app.site;

import io.github.veil.core.Require;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;

/**
 * Names of Java modules. Fiji puts {@code jars/<platform>} on the module path too, and Java does
 * not start when a jar there has a name that is no Java identifier ({@code own-native-1.0.jar}), or
 * the name of another jar there. So all jars of these folders get names of our own: another site
 * may deliver the same library.
 */
final class ModuleNames {

  private static final String PREFIX = "veil.";

  private ModuleNames() {}

  /** A module name made of a jar's path: {@code veil.own_native_linux64}. */
  static String of(String filename) {
    String name = SiteFile.stripVersion(filename.substring(filename.lastIndexOf('/') + 1));
    return PREFIX + name.replaceFirst("\\.jar$", "").replaceAll("[^A-Za-z0-9]", "_");
  }

  /**
   * Checks a folder of jars by the finder that Java starts with.
   *
   * @throws IllegalArgumentException if Java would not start with it, or a name is not our own
   */
  static void check(Path folder) {
    try {
      ModuleFinder.of(folder)
          .findAll()
          .forEach(
              module ->
                  Require.that(
                      module.descriptor().name().startsWith(PREFIX),
                      "The module name %s in %s is not of our own.",
                      module.descriptor().name(),
                      folder));
    } catch (FindException e) {
      throw new IllegalArgumentException(
          String.format(
              "Java does not start with %s on its module path (%s); rename a jar there.",
              folder, e.getMessage()),
          e);
    }
  }
}
