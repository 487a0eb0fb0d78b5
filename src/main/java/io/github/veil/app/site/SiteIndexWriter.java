/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app.site;

import io.github.veil.core.Html;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes {@code db.xml.gz} in the order of elements that the updater's own writer keeps. */
final class SiteIndexWriter {

  private final StringBuilder xml = new StringBuilder();

  private SiteIndexWriter() {}

  /** The bytes of {@code db.xml.gz}: the same for the same index. */
  static byte[] toBytes(SiteIndex index) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(toXml(index).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static String toXml(SiteIndex index) {
    SiteIndexWriter writer = new SiteIndexWriter();
    writer.xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<pluginRecords>\n");
    index.files().values().forEach(file -> writer.plugin(file, index));
    return writer.xml.append("</pluginRecords>\n").toString();
  }

  private void plugin(SiteFile file, SiteIndex index) {
    xml.append("    <plugin").append(attribute("filename", file.filename())).append(">\n");
    file.platform().ifPresent(platform -> text(8, "platform", platform));
    file.current().ifPresent(version -> version(file, version, index));
    for (SiteFile.PreviousVersion old : file.previous()) {
      Map<String, Object> attributes = new LinkedHashMap<>();
      attributes.put("timestamp", old.timestamp());
      attributes.put("timestamp-obsolete", old.obsolete());
      attributes.put("checksum", old.checksum());
      attributes.put("filename", old.filename());
      empty(8, "previous-version", attributes);
    }
    xml.append("    </plugin>\n");
  }

  private void version(SiteFile file, SiteFile.Version version, SiteIndex index) {
    xml.append("        <version")
        .append(attribute("checksum", version.checksum()))
        .append(attribute("timestamp", version.timestamp()))
        .append(attribute("filesize", version.size()))
        .append(">\n");
    FileNotes about = file.about();
    text(12, "description", about.description());
    for (String dependency : about.dependencies()) {
      Map<String, Object> attributes = new LinkedHashMap<>();
      attributes.put("filename", dependency);
      index
          .find(dependency)
          .flatMap(SiteFile::current)
          .ifPresent(target -> attributes.put("timestamp", target.timestamp()));
      empty(12, "dependency", attributes);
    }
    about.links().forEach(link -> text(12, "link", link));
    about.authors().forEach(author -> text(12, "author", author));
    xml.append("        </version>\n");
  }

  private void text(int indent, String tag, String content) {
    xml.append(" ".repeat(indent)).append('<').append(tag).append('>').append(Html.escape(content));
    xml.append("</").append(tag).append(">\n");
  }

  private void empty(int indent, String tag, Map<String, Object> attributes) {
    xml.append(" ".repeat(indent)).append('<').append(tag);
    attributes.forEach((name, value) -> xml.append(attribute(name, value)));
    xml.append("/>\n");
  }

  private static String attribute(String name, Object value) {
    return " " + name + "=\"" + Html.escape(value.toString()) + "\"";
  }
}
