/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What pom.xml says of the jars that an update site delivers. */
final class SitePom {

  /** A jar of a site: which one, and where it goes to; versions are not resolved. */
  record Item(String group, String artifact, String classifier, String folder, String name) {

    /** The jar of this item on the class path, without that of other platforms. */
    Optional<Path> find(List<Path> classPath) {
      return classPath.stream().filter(this::matches).findFirst();
    }

    private boolean matches(Path jar) {
      Path repository = Path.of("repository", group.split("\\."));
      String version = version(jar);
      String file =
          artifact + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
      return jar.toString().contains(repository + java.io.File.separator + artifact)
          && jar.getFileName().toString().equals(file);
    }

    /** The path in an installation. */
    String filename(Path jar) {
      String file =
          name.isEmpty()
              ? jar.getFileName().toString()
              : name.replaceAll("\\$\\{.*?}", version(jar));
      return folder + "/" + file;
    }

    private static String version(Path jar) {
      return jar.getParent().getFileName().toString();
    }
  }

  private final Document pom;

  SitePom() throws Exception {
    pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse("pom.xml");
  }

  /** The jars that a profile gathers, without Veil's own. */
  List<Item> items(String profile) {
    for (Element element : elements(pom.getDocumentElement(), "profile")) {
      if (text(element, "id").equals(profile)) {
        return elements(element, "artifactItem").stream()
            .map(SitePom::item)
            .filter(item -> !item.artifact().startsWith("$"))
            .toList();
      }
    }
    throw new IllegalArgumentException("pom.xml has no profile " + profile);
  }

  private static Item item(Element element) {
    return new Item(
        text(element, "groupId"),
        text(element, "artifactId"),
        text(element, "classifier"),
        text(element, "outputDirectory").replace("${site.input}/", ""),
        text(element, "destFileName"));
  }

  /** Artifacts without classifier that the project needs at run time and Fiji lacks. */
  List<String> runtimeArtifacts() {
    Node dependencies =
        Stream.iterate(pom.getDocumentElement().getFirstChild(), Node::getNextSibling)
            .filter(node -> node.getNodeName().equals("dependencies"))
            .findFirst()
            .orElseThrow();
    return elements((Element) dependencies, "dependency").stream()
        .filter(element -> text(element, "scope").isEmpty())
        .filter(element -> text(element, "classifier").isEmpty())
        .map(element -> text(element, "groupId") + ":" + text(element, "artifactId"))
        .toList();
  }

  private static List<Element> elements(Element parent, String tag) {
    NodeList nodes = parent.getElementsByTagName(tag);
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }

  /** The text of a direct child, or blank. */
  private static String text(Element parent, String tag) {
    for (Element element : elements(parent, tag)) {
      if (element.getParentNode() == parent) {
        return element.getTextContent().strip();
      }
    }
    return "";
  }
}
