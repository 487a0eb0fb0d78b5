/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.supervised;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.veil.core.Require;
import io.github.veil.network.GraphFiles;
import io.github.veil.train.ModelZip;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Parts of the model files of this package. */
final class SupervisedFiles {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SupervisedFiles() {}

  /** Writes a DL4J model zip that holds the card and the loss history too. */
  static void save(
      Path file,
      boolean overwrite,
      ComputationGraph graph,
      String part,
      Object card,
      LossHistory history)
      throws IOException {
    Map<String, byte[]> parts = Map.of(part, json(card), ModelZip.HISTORY, bytes(history.toCsv()));
    ModelZip.write(file, overwrite, graph, parts);
  }

  private static byte[] json(Object card) throws IOException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(card);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static <T> T card(Path file, String part, Class<T> type) throws IOException {
    try {
      return JSON.readValue(ModelZip.text(file, part), type);
    } catch (JsonProcessingException e) {
      throw ModelZip.unreadable(file, part, e);
    }
  }

  static void requireFormat(Path file, int found, int known) {
    Require.that(
        found <= known,
        "The model \"%s\" was written by a newer Veil; update Veil to use it.",
        file);
  }

  static ComputationGraph graph(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return GraphFiles.load(in);
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          "The model \"" + file + "\" cannot be read; it is damaged or not a zip file.", e);
    }
  }

  static LossHistory history(Path file) throws IOException {
    List<Double> losses =
        ModelZip.text(file, ModelZip.HISTORY)
            .lines()
            .skip(1)
            .map(line -> Double.valueOf(line.substring(line.indexOf(',') + 1)))
            .toList();
    return new LossHistory(losses);
  }
}
