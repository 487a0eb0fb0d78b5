/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.veil.train.condition.ConditionSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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
  private static final String PACE = "pace.json";
  private static final String CONDITIONS = "conditions.json";
  private static final String LABELS = "labels.txt";
  private static final String HISTORY = "history.csv";

  private Checkpoint() {}

  /**
   * What a checkpoint says besides weights.
   *
   * @param config the configuration of the run
   * @param data fingerprint of the patches it trains on
   * @param pace when the next generator step comes
   * @param schema what the networks are told of each image
   * @param labels fingerprint of what they are told of these images
   */
  record Contents(
      GanConfig config,
      String data,
      TrainingState state,
      CriticPace pace,
      History history,
      ConditionSchema schema,
      String labels) {}

  static void save(Path file, Contents contents, GanNetworks networks) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(CONFIG, JSON.writeValueAsString(contents.config));
    texts.put(STATE, JSON.writeValueAsString(contents.state));
    texts.put(PACE, JSON.writeValueAsString(contents.pace));
    texts.put(DATA, contents.data);
    texts.put(CONDITIONS, JSON.writeValueAsString(contents.schema));
    texts.put(LABELS, contents.labels);
    texts.put(HISTORY, contents.history.toCsv());
    CheckpointFile.save(file, texts, arrays(networks));
  }

  /** Reads all but the weights. */
  static Contents open(Path file) throws IOException {
    return CheckpointFile.open(
        file,
        texts ->
            new Contents(
                JSON.readValue(texts.get(CONFIG), GanConfig.class),
                texts.get(DATA),
                JSON.readValue(texts.get(STATE), TrainingState.class),
                JSON.readValue(texts.get(PACE), CriticPace.class),
                History.parse(texts.get(HISTORY)),
                JSON.readValue(texts.get(CONDITIONS), ConditionSchema.class),
                texts.get(LABELS)));
  }

  /** Restores weights and optimisers into networks of the same architecture. */
  static void restore(Path file, GanNetworks networks) throws IOException {
    CheckpointFile.restore(file, arrays(networks));
  }

  private static Map<String, INDArray> arrays(GanNetworks networks) {
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    arrays.put("generator.bin", networks.generator.params());
    arrays.put("critic.bin", networks.critic.params());
    arrays.put("generator-average.bin", networks.average);
    arrays.put("generator-optimizer.bin", networks.generatorOptimizer.state());
    arrays.put("critic-optimizer.bin", networks.criticOptimizer.state());
    if (networks.spectralNorm != null) {
      arrays.put("critic-spectral-norm.bin", networks.spectralNorm.state());
    }
    return arrays;
  }
}
