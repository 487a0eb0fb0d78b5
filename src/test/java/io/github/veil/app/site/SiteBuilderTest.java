/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app.site;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteBuilderTest {

  private static final long FIRST = 20260101120000L;
  private static final long SECOND = 20260202120000L;
  private static final String OWN = "jars/own-1.0.0-M2.1.jar";
  private static final String NATIVE = "jars/linux64/own-native-linux64-1.0.0-M2.1.jar";

  @TempDir private Path folder;
  private Path from;
  private Path to;
  private final Map<String, FileNotes> notes = new TreeMap<>();

  @BeforeEach
  void layOut() throws IOException {
    from = folder.resolve("in");
    to = folder.resolve("site");
    Jars.write(from.resolve(OWN), "A.class", "1");
    Jars.write(from.resolve(NATIVE), "a.so", "1", "META-INF/versions/9/module-info.class", "?");
    describe("jars/own.jar", "jars/linux64/own-native-linux64.jar", "jars/ij.jar");
    describe("jars/linux64/own-native-linux64.jar");
  }

  private void describe(String key, String... dependencies) {
    notes.put(key, new FileNotes("A <test> & more", List.of(dependencies), null, List.of("Me")));
  }

  private SiteIndex build(long timestamp) throws IOException {
    SiteRules rules = new SiteRules(new FijiJars(Set.of("ij", "guava", "javacpp")));
    return new SiteBuilder(new SiteNotes(new TreeMap<>(notes)), rules, timestamp).build(from, to);
  }

  private String refusal(String file) throws IOException {
    Jars.write(from.resolve(file), "B.class", "2");
    String key = SiteFile.stripVersion(file);
    notes.putIfAbsent(key, new FileNotes("B", null, null, List.of("Me")));
    return assertThrows(IllegalArgumentException.class, () -> build(FIRST)).getMessage();
  }

  private Map<String, byte[]> contents() throws IOException {
    try (Stream<Path> files = Files.walk(to)) {
      return files
          .filter(Files::isRegularFile)
          .collect(
              Collectors.toMap(
                  file -> to.relativize(file).toString(),
                  SiteBuilderTest::bytes,
                  (a, b) -> a,
                  TreeMap::new));
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void build_newSite_isWhatTheUpdaterReads() throws IOException {
    SiteIndex index = build(FIRST);
    SiteFile own = index.files().get("jars/own.jar");
    Path served = to.resolve(OWN + "-" + FIRST);
    String expected =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <pluginRecords>
            <plugin filename="%s">
                <platform>linux64</platform>
                <version checksum="%s" timestamp="20260101120000" filesize="%d">
                    <description>A &lt;test&gt; &amp; more</description>
                    <author>Me</author>
                </version>
            </plugin>
            <plugin filename="%s">
                <version checksum="%s" timestamp="20260101120000" filesize="%d">
                    <description>A &lt;test&gt; &amp; more</description>
                    <dependency filename="jars/linux64/own-native-linux64.jar" timestamp="20260101120000"/>
                    <dependency filename="jars/ij.jar"/>
                    <author>Me</author>
                </version>
            </plugin>
        </pluginRecords>
        """
            .formatted(
                NATIVE,
                index.files().get("jars/linux64/own-native-linux64.jar").current().get().checksum(),
                Files.size(to.resolve(NATIVE + "-" + FIRST)),
                OWN,
                JarChecksum.of(OWN, from.resolve(OWN)),
                Files.size(served));
    assertEquals(expected, SiteIndexWriter.toXml(index));
    assertArrayEquals(bytes(from.resolve(OWN)), bytes(served));
    assertEquals(index, SiteIndexReader.read(to.resolve("db.xml.gz")));
    assertEquals("own", own.baseName());
  }

  @Test
  void build_again_givesTheSameBytes() throws IOException {
    build(FIRST);
    Map<String, byte[]> first = contents();
    to = folder.resolve("elsewhere");
    build(FIRST);
    assertSame(first, contents());
    build(SECOND);
    assertSame(first, contents());
  }

  private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> actual) {
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach((name, bytes) -> assertArrayEquals(bytes, actual.get(name), name));
  }

  @Test
  void build_newVersionOfAFile_movesTheOldOneToItsHistory() throws IOException {
    String checksum = build(FIRST).files().get("jars/own.jar").current().get().checksum();
    Files.delete(from.resolve(OWN));
    Jars.write(from.resolve("jars/own-1.1.jar"), "A.class", "2");
    SiteFile own = build(SECOND).files().get("jars/own.jar");
    assertEquals("jars/own-1.1.jar-" + SECOND, own.address());
    assertEquals(
        List.of(new SiteFile.PreviousVersion(FIRST, SECOND, checksum, OWN)), own.previous());
    assertTrue(Files.exists(to.resolve(OWN + "-" + FIRST)));
    assertTrue(Files.exists(to.resolve("jars/own-1.1.jar-" + SECOND)));
    assertEquals(
        FIRST,
        SiteIndexReader.read(to.resolve("db.xml.gz"))
            .files()
            .get("jars/linux64/own-native-linux64.jar")
            .current()
            .get()
            .timestamp());
  }

  @Test
  void build_fileLeftOut_staysAsObsolete() throws IOException {
    build(FIRST);
    Files.delete(from.resolve(NATIVE));
    describe("jars/own.jar");
    SiteFile gone = build(SECOND).files().get("jars/linux64/own-native-linux64.jar");
    assertTrue(gone.current().isEmpty());
    assertEquals(SECOND, gone.previous().get(0).obsolete());
    assertEquals(build(SECOND), SiteIndexReader.read(to.resolve("db.xml.gz")));
  }

  @Test
  void build_changedFileWithoutALaterTimestamp_isRefusedAndNothingWritten() throws IOException {
    build(FIRST);
    Map<String, byte[]> before = contents();
    Jars.write(from.resolve(OWN), "A.class", "2");
    String message = assertThrows(IllegalArgumentException.class, () -> build(FIRST)).getMessage();
    assertTrue(message.contains("give a later --timestamp"), message);
    assertSame(before, contents());
  }

  @Test
  void build_damagedSite_isNamed() throws IOException {
    build(FIRST);
    Files.delete(to.resolve(OWN + "-" + FIRST));
    Consumer<String> refused =
        part -> {
          Exception e = assertThrows(Exception.class, () -> build(SECOND));
          assertTrue(e.getMessage().contains(part), e.getMessage());
        };
    refused.accept("The site lacks");
    Files.writeString(to.resolve("db.xml.gz"), "nonsense");
    refused.accept("is no index of an update site");
  }

  @Test
  void build_nativeJar_hasAModuleNameOfOurOwn() throws IOException {
    build(FIRST);
    Path jar = folder.resolve("modules/own-native-linux64.jar");
    Files.createDirectories(jar.getParent());
    Files.copy(to.resolve(NATIVE + "-" + FIRST), jar);
    ModuleNames.check(jar.getParent());
    Jars.write(folder.resolve("bad/own-native-1.0.jar"), "a.so", "1");
    String message =
        assertThrows(IllegalArgumentException.class, () -> ModuleNames.check(folder.resolve("bad")))
            .getMessage();
    assertTrue(message.contains("Java does not start"), message);
  }

  @Test
  void build_nameOfAFijiComponent_isRefused() throws IOException {
    assertTrue(refusal("jars/guava-1.0.0-M2.1.jar").contains("could replace a part of Fiji"));
  }

  @Test
  void build_nativePartOfAFijiComponent_isRefused() throws IOException {
    String file = "jars/linux64/javacpp-1.5.10-linux-x86_64.jar";
    assertTrue(refusal(file).contains("could replace a part of Fiji"));
  }

  @Test
  void build_classifierThatTheUpdaterDoesNotUnderstand_isRefused() throws IOException {
    String file = "jars/linux64/x-1.0.0-M2.1-linux-x86_64-onednn-avx2.jar";
    assertTrue(refusal(file).contains("does not understand the version"));
  }

  @Test
  void build_sameNameInTwoFolders_isRefused() throws IOException {
    assertTrue(refusal("jars/win64/own-3.0.jar").contains("have the same name"));
  }

  @Test
  void build_twoVersionsOfAFile_areRefused() throws IOException {
    assertTrue(refusal("jars/own-3.0.jar").contains("versions of the same file"));
  }

  @Test
  void build_unknownPlatform_isRefused() throws IOException {
    assertTrue(refusal("jars/beos/own-beos-3.0.jar").contains("is no platform"));
  }

  @Test
  void build_folderWithoutCode_isRefused() throws IOException {
    assertTrue(refusal("lib/own-lib-3.0.jar").contains("move it"));
  }

  @Test
  void build_missingDependency_isRefused() throws IOException {
    describe("jars/own.jar", "jars/nothing.jar");
    String message = assertThrows(IllegalArgumentException.class, () -> build(FIRST)).getMessage();
    assertTrue(message.contains("needs jars/nothing.jar"), message);
    assertFalse(Files.exists(to));
  }

  @Test
  void build_fileWithoutNotes_isRefused() throws IOException {
    Jars.write(from.resolve("jars/other-1.0.jar"), "A.class", "1");
    String message = assertThrows(IllegalArgumentException.class, () -> build(FIRST)).getMessage();
    assertTrue(message.startsWith("Nothing is known about jars/other-1.0.jar"), message);
  }
}
