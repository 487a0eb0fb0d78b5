/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pom.xml gathers and what the JSON files say fit each other, and harm no Fiji. */
class SiteListTest {

  private static SitePom pom;

  @BeforeAll
  static void read() throws Exception {
    pom = new SitePom();
  }

  /** The files of a profile, with version 1.0 throughout, and Veil's own jar. */
  private static SiteIndex index(String site, String profile) throws IOException {
    SiteNotes notes = SiteNotes.read(site);
    TreeMap<String, SiteFile> files = new TreeMap<>();
    for (SitePom.Item item : pom.items(profile)) {
      put(files, item.filename(Path.of("1.0", item.artifact() + "-1.0.jar")), notes);
    }
    if (site.equals("veil")) {
      put(files, "jars/veil-1.0.jar", notes);
    }
    return new SiteIndex(files);
  }

  private static void put(TreeMap<String, SiteFile> files, String filename, SiteNotes notes) {
    SiteFile.Version version = new SiteFile.Version(20260101000000L, "0", 1);
    SiteFile file = new SiteFile(filename, notes.of(filename), Optional.of(version), List.of());
    files.put(file.key(), file);
  }

  @ParameterizedTest
  @CsvSource({"veil, update-site", "cuda, update-site-cuda"})
  void site_fulfilsTheRules_andNothingIsDescribedInVain(String site, String profile)
      throws IOException {
    SiteIndex index = index(site, profile);
    SiteRules.standard().check(index);
    assertEquals(SiteNotes.read(site).files().keySet(), index.files().keySet());
  }

  /** The real GPU backend is 600 MB: stand-ins show that its names and notes make a site. */
  @Test
  void cudaSite_ofStandIns_isBuilt(@TempDir Path folder) throws IOException {
    for (String key : SiteNotes.read("cuda").files().keySet()) {
      Jars.write(folder.resolve("in").resolve(key.replace(".jar", "-1.0.jar")), "a.so", "1");
    }
    SiteBuilder builder =
        new SiteBuilder(SiteNotes.read("cuda"), SiteRules.standard(), 20260101000000L);
    SiteIndex index = builder.build(folder.resolve("in"), folder.resolve("site"));
    assertEquals(index, SiteIndexReader.read(folder.resolve("site/db.xml.gz")));
    assertEquals(7, index.files().size());
  }

  @Test
  void site_holdsEverythingThatFijiLacks() {
    List<String> gathered =
        pom.items("update-site").stream()
            .filter(item -> item.classifier().isEmpty())
            .map(item -> item.group() + ":" + item.artifact())
            .toList();
    for (String artifact : pom.runtimeArtifacts()) {
      assertTrue(gathered.contains(artifact), artifact);
    }
  }

  @Test
  void site_hasTheSameNativeJarsForEachPlatform() {
    TreeMap<String, Set<String>> artifacts = new TreeMap<>();
    for (SitePom.Item item : pom.items("update-site")) {
      if (!item.classifier().isEmpty()) {
        artifacts.computeIfAbsent(item.folder(), folder -> new TreeSet<>()).add(item.artifact());
      }
    }
    assertEquals(
        Set.of(
            "jars/linux64", "jars/linux-arm64", "jars/win64", "jars/macos64", "jars/macos-arm64"),
        artifacts.keySet());
    assertEquals(
        Set.of(Set.of("nd4j-native", "javacpp", "openblas")),
        artifacts.values().stream().collect(Collectors.toSet()));
  }

  @Test
  void fijiJars_knowsFijisNamesAndTheirNatives() throws IOException {
    FijiJars fiji = FijiJars.read();
    assertTrue(fiji.names().size() > 600, fiji.names().size() + " names");
    assertTrue(fiji.taken("guava") && fiji.taken("openblas-windows-x86_64"));
    assertFalse(fiji.taken("nd4j-guava") || fiji.taken("veil-openblas-win64"));
  }
}
