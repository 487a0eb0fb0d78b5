/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app.site;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The updater's checksum ({@code UpdaterUtil.getDigest} of imagej-updater 2.0.4): SHA-1, in
 * hexadecimal digits. A jar counts by what it holds, so that building it again does not change it:
 * its entries in the order of their names, each with name and content. The manifest counts with its
 * name only, and comments of {@code .properties} files not at all. Other files count with path and
 * content.
 */
final class JarChecksum {

  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  private JarChecksum() {}

  /**
   * @param filename the path in an installation, such as {@code jars/veil-0.1.0.jar}
   * @param content where the file is now
   */
  static String of(String filename, Path content) throws IOException {
    MessageDigest digest = sha1();
    if (filename.endsWith(".jar")) {
      addJar(content, digest);
    } else {
      digest.update(filename.getBytes(StandardCharsets.US_ASCII));
      addContent(Files.newInputStream(content), digest);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void addJar(Path file, MessageDigest digest) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      List<JarEntry> entries =
          jar.stream().sorted(Comparator.comparing(JarEntry::getName)).toList();
      for (JarEntry entry : entries) {
        String name = entry.getName();
        digest.update(name.getBytes(StandardCharsets.US_ASCII));
        if (name.endsWith(".properties")) {
          digest.update(withoutComments(jar.getInputStream(entry)));
        } else if (!name.equals(MANIFEST)) {
          addContent(jar.getInputStream(entry), digest);
        }
      }
    }
  }

  private static void addContent(InputStream content, MessageDigest digest) throws IOException {
    try (InputStream in = content) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
  }

  /**
   * Drops lines that start with '#', keeps their line ends, and overlooks a comment after a line
   * that is empty or of '#' alone: exactly as the updater's {@code SkipHashedLines} does.
   */
  private static byte[] withoutComments(InputStream content) throws IOException {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    try (InputStream in = new BufferedInputStream(content)) {
      boolean lineStart = true;
      for (int c = in.read(); c >= 0; c = in.read()) {
        boolean comment = lineStart && c == '#';
        boolean words = false;
        while (comment && c >= 0 && c != '\n') {
          words |= c != '#';
          c = in.read();
        }
        if (c >= 0) {
          kept.write(c);
        }
        lineStart = comment ? words : !lineStart && c == '\n';
      }
    }
    return kept.toByteArray();
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
