/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Installs a site into an empty folder as the updater does, by its {@code db.xml.gz} alone. */
final class SiteInstaller extends DefaultHandler {

  private record Download(String filename, String timestamp, String checksum, long size) {}

  private final String platform;
  private final List<Download> downloads = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final List<String> platforms = new ArrayList<>();
  private String filename;
  private Download current;

  private SiteInstaller(String platform) {
    this.platform = platform;
  }

  static void install(URI site, String platform, Path folder) throws Exception {
    SiteInstaller installer = new SiteInstaller(platform);
    try (InputStream in = new GZIPInputStream(site.resolve("db.xml.gz").toURL().openStream())) {
      SAXParserFactory.newInstance().newSAXParser().parse(in, installer);
    }
    for (Download download : installer.downloads) {
      fetch(site, download, folder.resolve(download.filename()));
    }
  }

  private static void fetch(URI site, Download download, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    URI from = site.resolve(download.filename() + "-" + download.timestamp());
    try (InputStream in = from.toURL().openStream()) {
      Files.copy(in, target);
    }
    assertEquals(download.size(), Files.size(target), download.filename());
    assertEquals(
        download.checksum(), JarChecksum.of(download.filename(), target), download.filename());
  }

  @Override
  public void startElement(String uri, String name, String tag, Attributes attributes) {
    text.setLength(0);
    if (tag.equals("plugin")) {
      filename = attributes.getValue("filename");
      platforms.clear();
      current = null;
    } else if (tag.equals("version")) {
      current =
          new Download(
              filename,
              attributes.getValue("timestamp"),
              attributes.getValue("checksum"),
              Long.parseLong(attributes.getValue("filesize")));
    }
  }

  @Override
  public void characters(char[] characters, int start, int length) {
    text.append(characters, start, length);
  }

  @Override
  public void endElement(String uri, String name, String tag) {
    if (tag.equals("platform")) {
      platforms.add(text.toString());
    } else if (tag.equals("plugin")
        && current != null
        && (platforms.isEmpty() || platforms.contains(platform))) {
      downloads.add(current);
    }
  }
}
