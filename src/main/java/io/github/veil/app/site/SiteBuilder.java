/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app.site;

import io.github.veil.core.AtomicFile;
import io.github.veil.core.Require;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Builds an update site, or brings one up to date. Files that did not change, by the updater's
 * checksum, keep their entry and their bytes; changed and withdrawn ones go to the history. Nothing
 * is written unless every rule holds; the index is written last.
 *
 * @param notes what the files are
 * @param rules what they must fulfil
 * @param timestamp {@code yyyyMMddHHmmss} of everything new
 */
record SiteBuilder(SiteNotes notes, SiteRules rules, long timestamp) {

  /**
   * Builds a site.
   *
   * @param installation folder that is laid out as the part of a Fiji that the site delivers
   * @param site folder of the site; may hold its last state
   * @return the new index
   * @throws IllegalArgumentException with a sentence, if a rule is broken
   */
  SiteIndex build(Path installation, Path site) throws IOException {
    Require.that(
        Files.isDirectory(installation.resolve("jars")),
        "The folder %s has no folder jars; lay it out as a Fiji installation.",
        installation);
    Path index = site.resolve(SiteIndex.NAME);
    SiteIndex last =
        Files.exists(index) ? SiteIndexReader.read(index) : new SiteIndex(new TreeMap<>());
    Path staging = Files.createTempDirectory("veil-update-site");
    try {
      SortedMap<String, Path> contents = stage(installation, staging);
      SiteIndex next = next(contents, last, site);
      rules.check(next);
      checkModules(staging);
      write(next, contents, site);
      return next;
    } finally {
      deleteAll(staging);
    }
  }

  /** Copies the files, with module names of our own; by path in an installation. */
  private static SortedMap<String, Path> stage(Path installation, Path staging) throws IOException {
    SortedMap<String, Path> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(installation)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String filename = installation.relativize(file).toString().replace('\\', '/');
        Path target = staging.resolve(filename);
        Files.createDirectories(target.getParent());
        stage(filename, file, target);
        contents.put(filename, target);
      }
    }
    return contents;
  }

  private static void stage(String filename, Path source, Path target) throws IOException {
    if (filename.endsWith(".jar") && Platforms.ofPath(filename).isPresent()) {
      JarRewriter.rewrite(source, target, ModuleNames.of(filename));
    } else if (isOwn(filename)) {
      JarRewriter.rewrite(source, target, null);
    } else {
      Files.copy(source, target);
    }
  }

  /** Our own jar is built anew each time; the others are files that were published once. */
  private static boolean isOwn(String filename) {
    return SiteFile.stripVersion(filename).equals("jars/veil.jar");
  }

  private SiteIndex next(SortedMap<String, Path> contents, SiteIndex last, Path site)
      throws IOException {
    List<SiteFile> files = new ArrayList<>();
    for (SortedMap.Entry<String, Path> content : contents.entrySet()) {
      String filename = content.getKey();
      Optional<SiteFile> old = last.find(SiteFile.stripVersion(filename));
      files.add(next(filename, content.getValue(), old, site));
    }
    SiteIndex offered = SiteIndex.of(files);
    for (SiteFile old : last.files().values()) {
      if (offered.find(old.key()).isEmpty()) {
        files.add(old.withdrawn(timestamp));
      }
    }
    return SiteIndex.of(files);
  }

  private SiteFile next(String filename, Path content, Optional<SiteFile> old, Path site)
      throws IOException {
    FileNotes about = notes.of(filename);
    String checksum = JarChecksum.of(filename, content);
    if (old.isPresent() && isUnchanged(old.get(), filename, checksum)) {
      Path served = site.resolve(old.get().address());
      Require.that(
          Files.exists(served),
          "The site lacks %s, which its index names; fetch it, or build into an empty folder.",
          served);
      return new SiteFile(filename, about, old.get().current(), old.get().previous());
    }
    old.flatMap(SiteFile::current).ifPresent(version -> requireLater(filename, version));
    return new SiteFile(
        filename,
        about,
        Optional.of(new SiteFile.Version(timestamp, checksum, Files.size(content))),
        old.map(file -> file.history(timestamp)).orElse(List.of()));
  }

  private static boolean isUnchanged(SiteFile old, String filename, String checksum) {
    return old.filename().equals(filename)
        && old.current().map(version -> version.checksum().equals(checksum)).orElse(false);
  }

  private void requireLater(String filename, SiteFile.Version last) {
    Require.that(
        timestamp > last.timestamp(),
        "%s changed since %d, which is not before the new timestamp %d; commit the change, or give"
            + " a later --timestamp.",
        filename,
        last.timestamp(),
        timestamp);
  }

  private static void checkModules(Path staging) throws IOException {
    try (Stream<Path> folders = Files.list(staging.resolve("jars"))) {
      folders.filter(Files::isDirectory).forEach(ModuleNames::check);
    }
  }

  private static void write(SiteIndex index, SortedMap<String, Path> contents, Path site)
      throws IOException {
    for (SiteFile file : index.files().values()) {
      if (file.current().isPresent()) {
        Path served = site.resolve(file.address());
        if (!Files.exists(served)) {
          Path content = contents.get(file.filename());
          AtomicFile.viaPath(
              served,
              false,
              part -> Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING));
        }
      }
    }
    byte[] bytes = SiteIndexWriter.toBytes(index);
    AtomicFile.viaStream(site.resolve(SiteIndex.NAME), true, out -> out.write(bytes));
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }
}
