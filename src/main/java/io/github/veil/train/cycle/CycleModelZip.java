/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.veil.core.AtomicFile;
import io.github.veil.core.Require;
import io.github.veil.network.GraphFiles;
import io.github.veil.train.ModelZip;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A trained translation in one file: a DL4J model zip of the generator G, which any DL4J program
 * with Veil's jar loads, with Veil's own parts added: card, privacy statement, history, and the
 * generator F and both critics as DL4J zips of their own.
 */
public final class CycleModelZip {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Large parts are spooled to disk, not to the heap. */
  private static final Map<String, Object> SPOOLING = Map.of("useTempFile", true);

  private CycleModelZip() {}

  /**
   * Writes a model, replacing an older file in one piece.
   *
   * @param graphs G, F, the critic of X, the critic of Y
   * @param texts parts of text by name
   */
  static void write(
      Path file, List<ComputationGraph> graphs, CycleCard card, Map<String, String> texts)
      throws IOException {
    AtomicFile.viaPath(
        file,
        true,
        part -> {
          try (OutputStream out = Files.newOutputStream(part)) {
            GraphFiles.save(graphs.get(0), out);
          }
          try (FileSystem zip = FileSystems.newFileSystem(part, SPOOLING)) {
            Files.write(zip.getPath(ModelZip.CARD), JSON.writeValueAsBytes(card));
            for (Map.Entry<String, String> text : texts.entrySet()) {
              byte[] bytes = text.getValue().getBytes(StandardCharsets.UTF_8);
              Files.write(zip.getPath(text.getKey()), bytes);
            }
            for (int i = 1; i < graphs.size(); i++) {
              try (OutputStream out = Files.newOutputStream(zip.getPath(part(i)))) {
                GraphFiles.save(graphs.get(i), out);
              }
            }
          }
        });
  }

  private static String part(int network) {
    return CycleNetworks.NAMES.get(network) + ".zip";
  }

  /**
   * Reads the model card alone; loads no network library.
   *
   * @throws IOException if the file cannot be read or is no model of a translation
   */
  public static CycleCard card(Path file) throws IOException {
    CycleCard card;
    String text = ModelZip.text(file, ModelZip.CARD);
    try {
      card = JSON.readValue(text, CycleCard.class);
    } catch (JsonProcessingException e) {
      throw isOfATranslation(text)
          ? ModelZip.unreadable(file, ModelZip.CARD, e)
          : notOfATranslation(file, e);
    }
    if (!CycleCard.KIND.equals(card.kind())) {
      throw notOfATranslation(file, null);
    }
    Require.that(
        card.format() <= CycleCard.FORMAT,
        "The model \"%s\" was written by a newer Veil (%s); update Veil to use it.",
        file,
        card.veil());
    return card;
  }

  /** Whether a card says that it is a translation's, whatever else is in it. */
  private static boolean isOfATranslation(String card) {
    try {
      return CycleCard.KIND.equals(JSON.readTree(card).path("kind").asText());
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static IOException notOfATranslation(Path file, Exception cause) {
    return new IOException(
        "The model \"" + file + "\" is not one of a translation; train one with Translate MRI.",
        cause);
  }

  /** Loads the generator of a direction: [n, channels, size, size] to the same, in [-1, 1]. */
  public static ComputationGraph generator(Path file, Direction direction) throws IOException {
    card(file);
    try {
      if (direction == Direction.G) {
        try (InputStream in = Files.newInputStream(file)) {
          return GraphFiles.load(in);
        }
      }
      try (ZipFile zip = new ZipFile(file.toFile());
          InputStream in =
              new BufferedInputStream(
                  zip.getInputStream(zip.getEntry(part(direction.ordinal()))))) {
        return GraphFiles.load(in);
      }
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          "The model \"" + file + "\" cannot be read; it is damaged or not a zip file.", e);
    }
  }
}
