/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a jar anew so that the same content always gives the same bytes: manifest first, entries
 * by name, one date for all, no traces of the build in the manifest.
 */
final class JarRewriter {

  private static final LocalDateTime DATE = LocalDateTime.of(1980, 2, 1, 0, 0);
  private static final String MODULE_INFO = "module-info.class";
  private static final List<String> TRACES =
      List.of("Build-Jdk", "Build-Jdk-Spec", "Built-By", "Created-By", "Implementation-Date");

  private JarRewriter() {}

  /**
   * Writes {@code source} to {@code target}.
   *
   * @param moduleName the name of the Java module, in place of the one it has; null keeps that
   */
  static void rewrite(Path source, Path target, String moduleName) throws IOException {
    try (JarFile jar = new JarFile(source.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(target))) {
      out.putNextEntry(entry(JarFile.MANIFEST_NAME));
      writeManifest(jar.getManifest(), moduleName, out);
      out.closeEntry();
      List<? extends ZipEntry> entries =
          jar.stream()
              .filter(entry -> !entry.isDirectory())
              .filter(entry -> !entry.getName().equals(JarFile.MANIFEST_NAME))
              .filter(entry -> moduleName == null || !entry.getName().endsWith(MODULE_INFO))
              .sorted(Comparator.comparing(ZipEntry::getName))
              .toList();
      for (ZipEntry entry : entries) {
        out.putNextEntry(entry(entry.getName()));
        try (InputStream in = jar.getInputStream(entry)) {
          in.transferTo(out);
        }
        out.closeEntry();
      }
    }
  }

  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(DATE);
    return entry;
  }

  /** Only the main section counts, sorted by name. */
  private static void writeManifest(Manifest manifest, String moduleName, OutputStream out)
      throws IOException {
    Manifest written = new Manifest();
    Attributes main = written.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (manifest != null) {
      manifest.getMainAttributes().entrySet().stream()
          .filter(attribute -> !TRACES.contains(attribute.getKey().toString()))
          .sorted(Comparator.comparing(attribute -> attribute.getKey().toString()))
          .forEach(attribute -> main.put(attribute.getKey(), attribute.getValue()));
    }
    if (moduleName != null) {
      main.putValue("Automatic-Module-Name", moduleName);
    }
    written.write(out);
  }
}
