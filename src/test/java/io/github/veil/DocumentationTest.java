/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Links and pictures of the documentation lead to files and headings that exist. */
class DocumentationTest {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)[^)]*\\)");
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> pages_everyRelativeLinkLeadsSomewhere() throws IOException {
    List<Path> pages = pages();
    assertFalse(pages.isEmpty());
    return pages.stream()
        .map(
            page ->
                DynamicTest.dynamicTest(
                    page.toString(), () -> assertEquals(List.of(), faults(page))));
  }

  @Test
  void pictures_areAllShownSomewhere() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path page : pages()) {
      all.append(Files.readString(page));
    }
    try (Stream<Path> pictures = Files.list(Path.of("docs/images"))) {
      List<String> unused =
          pictures
              .map(picture -> picture.getFileName().toString())
              .filter(name -> all.indexOf("images/" + name) < 0)
              .toList();
      assertEquals(List.of(), unused);
    }
  }

  @Test
  void faults_wrongPage_areAllFound() throws IOException {
    Files.writeString(folder.resolve("there.md"), "# A `b` heading, (c)\n");
    Path page = folder.resolve("page.md");
    Files.writeString(
        page,
        """
        ## Here
        [a](there.md#a-b-heading-c) [b](#here) [c](https://x.y/z) `[d](code.md)`
        [e](missing.md) ![f](missing.png "title") [g](there.md#other) [h](#nowhere)
        """);
    assertEquals(List.of("missing.md", "missing.png", "there.md#other", "#nowhere"), faults(page));
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(
              Stream.of("README.md", "CHANGELOG.md", "sample-data/README.md").map(Path::of), docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  /** The links of a page that lead nowhere; those to other hosts are not followed. */
  private static List<String> faults(Path page) throws IOException {
    List<String> faults = new ArrayList<>();
    Matcher links = LINK.matcher(CODE.matcher(Files.readString(page)).replaceAll(""));
    while (links.find()) {
      String link = links.group(1);
      if (!link.matches("[a-z]+:.*") && !leadsSomewhere(page, link)) {
        faults.add(link);
      }
    }
    return faults;
  }

  private static boolean leadsSomewhere(Path page, String link) throws IOException {
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path target = file.isEmpty() ? page : page.resolveSibling(file);
    return Files.exists(target) && (hash < 0 || anchors(target).contains(link.substring(hash + 1)));
  }

  /** As GitHub makes them of headings. */
  private static Set<String> anchors(Path page) throws IOException {
    Set<String> anchors = new HashSet<>();
    Matcher headings = HEADING.matcher(Files.readString(page));
    while (headings.find()) {
      anchors.add(
          headings
              .group(1)
              .strip()
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-'));
    }
    return anchors;
  }
}
