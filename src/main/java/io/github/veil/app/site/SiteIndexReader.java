/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app.site;

import io.github.veil.core.Require;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Reads {@code db.xml.gz}. */
final class SiteIndexReader {

  private SiteIndexReader() {}

  /**
   * Reads the index of a site.
   *
   * @throws IOException with a sentence that names the file, if it cannot be read
   */
  static SiteIndex read(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      Document document = factory.newDocumentBuilder().parse(in);
      List<SiteFile> files = new ArrayList<>();
      for (Element plugin : children(document.getDocumentElement(), "plugin")) {
        files.add(plugin(plugin));
      }
      return SiteIndex.of(files);
    } catch (SAXException | ParserConfigurationException | IOException e) {
      throw new IOException(
          String.format(
              "%s is no index of an update site (%s); restore it, or build the site anew.",
              file, e.getMessage()),
          e);
    }
  }

  private static SiteFile plugin(Element plugin) {
    String filename = plugin.getAttribute("filename");
    Optional<Element> version = children(plugin, "version").stream().findFirst();
    return new SiteFile(
        filename,
        version.map(SiteIndexReader::notes).orElse(FileNotes.NONE),
        version.map(
            element ->
                new SiteFile.Version(
                    number(element, "timestamp"),
                    element.getAttribute("checksum"),
                    number(element, "filesize"))),
        children(plugin, "previous-version").stream().map(old -> previous(old, filename)).toList());
  }

  private static SiteFile.PreviousVersion previous(Element old, String filename) {
    return new SiteFile.PreviousVersion(
        number(old, "timestamp"),
        old.hasAttribute("timestamp-obsolete") ? number(old, "timestamp-obsolete") : 0,
        old.getAttribute("checksum"),
        old.hasAttribute("filename") ? old.getAttribute("filename") : filename);
  }

  private static FileNotes notes(Element version) {
    return new FileNotes(
        String.join("", texts(version, "description")),
        children(version, "dependency").stream().map(d -> d.getAttribute("filename")).toList(),
        texts(version, "link"),
        texts(version, "author"));
  }

  private static List<String> texts(Element parent, String tag) {
    return children(parent, tag).stream().map(Element::getTextContent).toList();
  }

  private static List<Element> children(Element parent, String tag) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(tag)) {
        found.add(element);
      }
    }
    return found;
  }

  private static long number(Element element, String attribute) {
    String value = element.getAttribute(attribute);
    Require.that(
        value.matches("\\d{1,18}"),
        "The index has the %s \"%s\", which is no number.",
        attribute,
        value);
    return Long.parseLong(value);
  }
}
