/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names that Fiji's own components have.
 *
 * @param names artifact names, which are the names of the jars without version
 */
record FijiJars(Set<String> names) {

  private static final Pattern CLASSIFIER =
      Pattern.compile(
          "-(natives|linux|macosx|macos|windows|android|solaris|swing|swt|shaded)(-.*)?$");

  /** The components that pom-scijava manages; a few of them Fiji does not ship. */
  static FijiJars read() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(FijiJars.class.getResourceAsStream("fiji-jars.txt"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new FijiJars(
          text.lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.split(" ")[0])
              .collect(Collectors.toUnmodifiableSet()));
    }
  }

  /** Whether the updater could take a jar of this base name for one of Fiji's. */
  boolean taken(String baseName) {
    return names.contains(baseName)
        || names.contains(CLASSIFIER.matcher(baseName).replaceFirst(""));
  }
}
