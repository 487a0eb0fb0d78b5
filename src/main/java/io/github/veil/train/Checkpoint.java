/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.veil.core.AtomicFile;
import io.github.veil.core.Require;
import io.github.veil.train.condition.ConditionSchema;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Saves and restores a training in one file, all or nothing: configuration, counters, random key,
 * weights, optimisers and history.
 *
 * <p>The file is as confidential as the training data: its random key allows to subtract the noise.
 */
final class Checkpoint {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONFIG = "config.json";
  private static final String STATE = "state.json";
  private static final String DATA = "data.txt";
  private static final String CONDITIONS = "conditions.json";
  private static final String HISTORY = "history.csv";

  private Checkpoint() {}

  /**
   * What a checkpoint says besides weights.
   *
   * @param config the configuration of the run
   * @param data fingerprint of the patches it trains on
   * @param schema what the networks are told of each image
   */
  record Contents(
      GanConfig config,
      String data,
      TrainingState state,
      History history,
      ConditionSchema schema) {}

  static void save(Path file, Contents contents, GanNetworks networks) throws IOException {
    AtomicFile.viaStream(
        file,
        true,
        raw -> {
          try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(raw, 1 << 16))) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            text(zip, CONFIG, JSON.writeValueAsString(contents.config));
            text(zip, STATE, JSON.writeValueAsString(contents.state));
            text(zip, DATA, contents.data);
            text(zip, CONDITIONS, JSON.writeValueAsString(contents.schema));
            text(zip, HISTORY, contents.history.toCsv());
            for (Map.Entry<String, INDArray> array : arrays(networks).entrySet()) {
              zip.putNextEntry(new ZipEntry(array.getKey()));
              NativeArrays.write(array.getValue(), zip);
              zip.closeEntry();
            }
          }
        });
  }

  /** Reads all but the weights. */
  static Contents open(Path file) throws IOException {
    Require.that(
        Files.isRegularFile(file),
        "There is no checkpoint \"%s\" to resume from; start a new training instead.",
        file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return new Contents(
          JSON.readValue(text(zip, CONFIG), GanConfig.class),
          text(zip, DATA),
          JSON.readValue(text(zip, STATE), TrainingState.class),
          History.parse(text(zip, HISTORY)),
          JSON.readValue(text(zip, CONDITIONS), ConditionSchema.class));
    } catch (IOException e) {
      throw damaged(file, e);
    }
  }

  /** Restores weights and optimisers into networks of the same architecture. */
  static void restore(Path file, GanNetworks networks) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (Map.Entry<String, INDArray> array : arrays(networks).entrySet()) {
        try (InputStream in = entry(zip, array.getKey())) {
          NativeArrays.read(in, array.getValue());
        }
      }
    } catch (IOException e) {
      throw damaged(file, e);
    }
  }

  private static Map<String, INDArray> arrays(GanNetworks networks) {
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    arrays.put("generator.bin", networks.generator.params());
    arrays.put("critic.bin", networks.critic.params());
    arrays.put("generator-average.bin", networks.average);
    arrays.put("generator-optimizer.bin", networks.generatorOptimizer.state());
    arrays.put("critic-optimizer.bin", networks.criticOptimizer.state());
    return arrays;
  }

  private static void text(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private static String text(ZipFile zip, String name) throws IOException {
    try (InputStream in = entry(zip, name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream entry(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException("It has no part \"" + name + "\".");
    }
    return zip.getInputStream(entry);
  }

  private static IOException damaged(Path file, IOException cause) {
    return new IOException(
        "The checkpoint \""
            + file
            + "\" cannot be read; it may be damaged, or of another version of Veil. "
            + cause.getMessage(),
        cause);
  }
}
