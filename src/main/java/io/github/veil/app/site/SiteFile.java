/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app.site;

import io.github.veil.core.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scijava.util.FileUtils;

/**
 * A file as the index of an update site knows it.
 *
 * @param filename path in an installation, with version: {@code jars/linux64/own-native-1.2.jar}
 * @param about what it is; its own when current, empty when the site offers it no more
 * @param current what is offered now; empty when the site offers it no more
 * @param previous what was offered before, oldest first
 */
record SiteFile(
    String filename, FileNotes about, Optional<Version> current, List<PreviousVersion> previous) {

  /**
   * A version that is offered.
   *
   * @param timestamp {@code yyyyMMddHHmmss}, the updater's clock
   * @param checksum as {@link JarChecksum} makes it
   * @param size in bytes
   */
  record Version(long timestamp, String checksum, long size) {}

  /** A version that was offered under {@code filename} from one timestamp to the other. */
  record PreviousVersion(long timestamp, long obsolete, String checksum, String filename) {}

  SiteFile {
    Require.that(
        filename.matches("[A-Za-z0-9_.+-]+(/[A-Za-z0-9_.+-]+)+"),
        "A file of an update site needs a folder and a plain name, but is \"%s\"; rename it.",
        filename);
    previous = List.copyOf(previous);
  }

  /** The name under which the updater takes all versions for one: {@code jars/own.jar}. */
  String key() {
    return stripVersion(filename);
  }

  /** The name without folder, version and ending. */
  String baseName() {
    String key = key();
    return key.substring(key.lastIndexOf('/') + 1).replaceFirst("\\.jar$", "");
  }

  /** The platform whose folder it is in, or empty for all. */
  Optional<String> platform() {
    return Platforms.ofPath(filename);
  }

  /** Where the updater downloads the current version, relative to the site. */
  String address() {
    return filename + "-" + current.orElseThrow().timestamp();
  }

  /** The same file when the site offers it no more. */
  SiteFile withdrawn(long timestamp) {
    return new SiteFile(filename, FileNotes.NONE, Optional.empty(), history(timestamp));
  }

  /** The previous versions once the current one is replaced at a time. */
  List<PreviousVersion> history(long timestamp) {
    if (current.isEmpty()) {
      return previous;
    }
    Version now = current.get();
    List<PreviousVersion> history = new ArrayList<>(previous);
    history.add(new PreviousVersion(now.timestamp(), timestamp, now.checksum(), filename));
    return history;
  }

  /** What the updater makes of a file name: SciJava's pattern is the updater's own. */
  static String stripVersion(String filename) {
    return FileUtils.stripFilenameVersion(filename);
  }
}
