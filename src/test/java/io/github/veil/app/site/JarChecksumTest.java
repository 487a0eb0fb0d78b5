/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Expected values: imagej-updater ea5f12e (2.0.4-SNAPSHOT), {@code
 * net.imagej.updater.util.UpdaterUtil.getDigest(path, file)} on the same files.
 */
class JarChecksumTest {

  @TempDir private Path folder;

  @Test
  void of_jar_isTheUpdatersDigest() throws IOException {
    Path jar = folder.resolve("dig.jar");
    Jars.write(
        jar,
        "z.txt",
        "last\n",
        "META-INF/MANIFEST.MF",
        "Manifest-Version: 1.0\nMain-Class: a.B\n\n",
        "META-INF/",
        "",
        "a/p.properties",
        "#Sun Nov 22\n#\n# kept after a bare comment\nkey=1\n\n#kept after an empty line\nb=2#no\n"
            + "##\n#x\n#y\n## z\nc=3\n#end",
        "a/ä.txt",
        "#not skipped\n");
    assertEquals("f083e01947960b8e07bc7bd7787188642412ebb7", JarChecksum.of("jars/x.jar", jar));
  }

  @Test
  void of_otherFile_countsPathAndBytes() throws IOException {
    Path text = Files.writeString(folder.resolve("x.txt"), "# text\n");
    assertEquals(
        "099ea4709d89c0275d5845eabdb9283f3f4cf005", JarChecksum.of("macros/Veil/x.txt", text));
  }

  @Test
  void of_rewrittenJar_isUnchanged_unlessItsModuleIsRenamed() throws IOException {
    Path jar = folder.resolve("a.jar");
    Jars.write(jar, "b.txt", "b", "a.txt", "a", "META-INF/MANIFEST.MF", "Built-By: me\n\n");
    Path again = folder.resolve("b.jar");
    JarRewriter.rewrite(jar, again, null);
    assertEquals(JarChecksum.of("jars/x.jar", jar), JarChecksum.of("jars/x.jar", again));
  }
}
