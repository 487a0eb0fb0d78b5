/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.github.veil.core.AtomicFile;
import io.github.veil.core.Require;
import io.github.veil.network.GraphFiles;
import io.github.veil.privacy.PrivacyStatement;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A trained model in one file: a DL4J model zip of the generator, which any DL4J program loads with
 * {@code ComputationGraph.load}, with Veil's own parts added: {@value #CARD}, {@value #PRIVACY},
 * {@value #STATEMENT}, {@value #HISTORY}, and the critic as a DL4J zip of its own.
 */
public final class ModelZip {

  /** The model card. */
  public static final String CARD = "veil.json";

  /** The privacy statement for programs. */
  public static final String PRIVACY = "privacy.json";

  /** The privacy statement for people. */
  public static final String STATEMENT = "privacy.txt";

  /** The same as a page. */
  public static final String PAGE = "privacy.html";

  /** The loss history. */
  public static final String HISTORY = "history.csv";

  private static final String CRITIC = "critic.zip";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ModelZip() {}

  /** The version in the jar's manifest; "development" when run from classes. */
  public static String version() {
    String version = ModelZip.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** A privacy statement as parts of text by name. */
  public static Map<String, String> parts(PrivacyStatement statement) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put(PRIVACY, statement.toJson());
    parts.put(STATEMENT, statement.toText());
    parts.put(PAGE, statement.toHtml());
    return parts;
  }

  /** Writes parts of text beside a model zip, replacing older files. */
  public static void writeBeside(Path folder, Map<String, String> texts) throws IOException {
    for (Map.Entry<String, String> text : texts.entrySet()) {
      AtomicFile.text(folder.resolve(text.getKey()), true, text.getValue());
    }
  }

  /**
   * Writes a model.
   *
   * @param texts parts of text by name, for instance {@link #PRIVACY}
   */
  public static void write(
      Path file,
      boolean overwrite,
      ComputationGraph generator,
      ComputationGraph critic,
      ModelCard card,
      Map<String, String> texts)
      throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put(CARD, JSON.writeValueAsBytes(card));
    texts.forEach((name, text) -> parts.put(name, text.getBytes(StandardCharsets.UTF_8)));
    ByteArrayOutputStream criticZip = new ByteArrayOutputStream();
    GraphFiles.save(critic, criticZip);
    parts.put(CRITIC, criticZip.toByteArray());
    write(file, overwrite, generator, parts);
  }

  /** Writes a DL4J model zip of one network with parts of its own, all or nothing. */
  public static void write(
      Path file, boolean overwrite, ComputationGraph graph, Map<String, byte[]> parts)
      throws IOException {
    AtomicFile.viaPath(
        file,
        overwrite,
        part -> {
          try (var out = Files.newOutputStream(part)) {
            GraphFiles.save(graph, out);
          }
          try (FileSystem zip = FileSystems.newFileSystem(part)) {
            for (Map.Entry<String, byte[]> entry : parts.entrySet()) {
              Files.write(zip.getPath(entry.getKey()), entry.getValue());
            }
          }
        });
  }

  /** Reads the model card alone; loads no network library. */
  public static ModelCard card(Path file) throws IOException {
    ModelCard card;
    try {
      card = JSON.readValue(bytes(file, CARD), ModelCard.class);
    } catch (JsonProcessingException e) {
      throw unreadable(file, CARD, e);
    }
    Require.that(
        card.format() <= ModelCard.FORMAT,
        "The model \"%s\" was written by a newer Veil (%s); update Veil to use it.",
        file,
        card.veil());
    return card;
  }

  /** What to tell the user when a description of a model could not be read. */
  public static IOException unreadable(Path file, String part, JsonProcessingException cause) {
    String fault =
        cause instanceof UnrecognizedPropertyException unknown
            ? String.format(
                "has a setting that this Veil does not know (%s in %s); update Veil to use it.",
                unknown.getPropertyName(), part)
            : String.format("has a damaged description (%s); train it again.", part);
    return new IOException("The model \"" + file + "\" " + fault, cause);
  }

  /** Reads one part as text. */
  public static String text(Path file, String part) throws IOException {
    return new String(bytes(file, part), StandardCharsets.UTF_8);
  }

  /** Loads the generator: [n, latent] to [n, channels, size, size] in [-1, 1]. */
  public static ComputationGraph generator(Path file) throws IOException {
    card(file);
    try (InputStream in = Files.newInputStream(file)) {
      return GraphFiles.load(in);
    } catch (IOException | RuntimeException e) {
      throw damaged(file, e);
    }
  }

  /** Loads the critic: [n, channels, size, size] in [-1, 1] to [n, 1]. */
  public static ComputationGraph critic(Path file) throws IOException {
    byte[] zip = bytes(file, CRITIC);
    try {
      return GraphFiles.load(new ByteArrayInputStream(zip));
    } catch (IOException | RuntimeException e) {
      throw damaged(file, e);
    }
  }

  private static byte[] bytes(Path file, String part) throws IOException {
    Require.that(Files.isRegularFile(file), "There is no model file \"%s\"; check the name.", file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(part);
      if (entry == null) {
        throw new IOException(
            "\"" + file + "\" is not a model of Veil: it has no part \"" + part + "\".");
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return in.readAllBytes();
      }
    } catch (ZipException e) {
      throw damaged(file, e);
    }
  }

  private static IOException damaged(Path file, Exception cause) {
    return new IOException(
        "The model \"" + file + "\" cannot be read; it is damaged or not a zip file.", cause);
  }
}
