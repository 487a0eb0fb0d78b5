/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import io.github.veil.core.Require;
import io.github.veil.image.VolumeIO;
import io.github.veil.patch.ExtractionConfig;
import io.github.veil.patch.PatchFolder;
import io.github.veil.patch.PatchSet;
import io.github.veil.patch.PatchSetInfo;
import io.github.veil.patch.PatchSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds sets of patches by what users write into a text field. */
final class PatchSets {

  private final VolumeIO io;

  PatchSets(VolumeIO io) {
    this.io = io;
  }

  /**
   * One set.
   *
   * @param text a patch set file, a folder with one file per patch, or the title of an open stack
   * @param parameter the field's label, for messages
   */
  PatchSource open(String text, String parameter) throws IOException {
    Require.that(
        !text.isBlank(), "%s is blank; choose a patch set, a folder or a stack.", parameter);
    Path path = Path.of(text.strip());
    if (Files.isDirectory(path)) {
      return PatchFolder.open(path, io::openImage);
    }
    if (Files.exists(path)) {
      return PatchSet.open(path);
    }
    return PatchSet.of(
        OpenImages.byTitle(text.strip(), parameter + " (there is no such file either)"));
  }

  /** How the patches of a set were cut; the defaults where it does not say. */
  static ExtractionConfig extraction(PatchSource patches) {
    Optional<PatchSetInfo> info = patches instanceof PatchSet set ? set.info() : Optional.empty();
    return info.map(PatchSetInfo::extraction).orElse(ExtractionConfig.defaults());
  }

  /** The entries of a list that is separated by semicolons; none for a blank text. */
  static List<String> entries(String text) {
    return text.isBlank()
        ? List.of()
        : Arrays.stream(text.split(";", -1)).map(String::strip).toList();
  }

  /**
   * Several sets, in their order.
   *
   * @return sets by name: the file's name without ending, with as many of its folders before it as
   *     it takes to tell the sets apart
   */
  Map<String, PatchSource> openAll(String text, String parameter) throws IOException {
    List<String> entries = entries(text);
    Map<String, PatchSource> sets = new LinkedHashMap<>();
    for (String entry : entries) {
      Require.that(
          sets.putIfAbsent(name(entry, entries), open(entry, parameter)) == null,
          "%s names \"%s\" twice.",
          parameter,
          entry);
    }
    return sets;
  }

  private static String name(String entry, List<String> all) {
    int parts = 1;
    while (parts < Path.of(entry).getNameCount() && !isUnique(entry, all, parts)) {
      parts++;
    }
    return ending(entry, parts);
  }

  private static boolean isUnique(String entry, List<String> all, int parts) {
    String name = ending(entry, parts);
    return all.stream().filter(other -> ending(other, parts).equals(name)).count() == 1;
  }

  private static String ending(String entry, int parts) {
    Path path = Path.of(entry);
    int count = path.getNameCount();
    String name = path.subpath(Math.max(0, count - parts), count).toString();
    return name.replaceFirst("(?i)\\.tiff?$", "").replace('\\', '/');
  }
}
