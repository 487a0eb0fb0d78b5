/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app.site;

import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;

/**
 * Names of Java modules. Fiji puts {@code jars/<platform>} on the module path too, and Java does
 * not start when a jar there has no name, or one that is no Java identifier ({@code
 * own-native-1.0.jar}).
 */
final class ModuleNames {

  private ModuleNames() {}

  /** Whether Java accepts this jar, or all jars of this folder, on the module path. */
  static boolean accepted(Path jarOrFolder) {
    try {
      return !ModuleFinder.of(jarOrFolder).findAll().isEmpty();
    } catch (FindException e) {
      return false;
    }
  }

  /** A module name made of a jar's base name: {@code own.native.linux64}. */
  static String of(String baseName) {
    return "veil." + baseName.replaceAll("[^A-Za-z0-9]+", ".").replaceAll("\\.(?=\\d)", "._");
  }
}
