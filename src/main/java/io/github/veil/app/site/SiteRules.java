/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app.site;

import io.github.veil.core.Require;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the files of a site must fulfil, so that installing it never harms a Fiji. Each broken rule
 * is an {@link IllegalArgumentException} with a sentence for the maintainer.
 *
 * @param fiji the names that are Fiji's
 */
record SiteRules(FijiJars fiji) {

  private static final List<String> JAR_FOLDERS = List.of("jars", "plugins");
  private static final Pattern VERSION_LEFT = Pattern.compile("-\\d+\\.\\d");

  static SiteRules standard() throws IOException {
    return new SiteRules(FijiJars.read());
  }

  /** Checks all files that the site offers. */
  void check(SiteIndex index) {
    Map<String, SiteFile> byBaseName = new HashMap<>();
    for (SiteFile file : index.files().values()) {
      if (file.current().isPresent()) {
        checkFolder(file);
        checkName(file);
        checkNotes(file, index);
        SiteFile twin = byBaseName.put(file.baseName(), file);
        Require.that(
            twin == null,
            "%s and %s have the same name without folder and version; rename one.",
            twin == null ? "" : twin.filename(),
            file.filename());
      }
    }
  }

  private static void checkFolder(SiteFile file) {
    Require.that(
        JAR_FOLDERS.contains(file.filename().split("/")[0]) && file.filename().endsWith(".jar"),
        "%s is no jar in the folder jars or plugins, where Fiji looks for code; move it.",
        file.filename());
  }

  private void checkName(SiteFile file) {
    Require.that(
        !VERSION_LEFT.matcher(file.baseName()).find(),
        "The updater does not understand the version in %s and would keep old versions beside new"
            + " ones; rename it to <name>-<version>.jar.",
        file.filename());
    Require.that(
        !fiji.taken(file.baseName()),
        "%s could replace a part of Fiji, which has a component named %s; rename it or leave it"
            + " out.",
        file.filename(),
        file.baseName());
  }

  private void checkNotes(SiteFile file, SiteIndex index) {
    FileNotes about = file.about();
    Require.that(
        !about.description().isBlank() && !about.authors().isEmpty(),
        "%s has no description or no author; add them to the site's JSON file.",
        file.filename());
    for (String dependency : about.dependencies()) {
      Require.that(
          isOffered(dependency, index) || isFijis(dependency),
          "%s needs %s, which neither the site nor Fiji offers; add it, or correct the site's JSON"
              + " file.",
          file.filename(),
          dependency);
    }
  }

  private static boolean isOffered(String dependency, SiteIndex index) {
    return index.find(dependency).flatMap(SiteFile::current).isPresent();
  }

  private boolean isFijis(String dependency) {
    return dependency.matches("jars/[^/]+\\.jar")
        && fiji.names().contains(dependency.substring(5, dependency.length() - 4));
  }
}
