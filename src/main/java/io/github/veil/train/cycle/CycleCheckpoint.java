/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.veil.train.CheckpointFile;
import io.github.veil.train.TrainingState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A training in one file, all or nothing: configuration, counters, random key, losses, the four
 * networks, their optimisers and the image buffers. As confidential as the slices: its random key
 * allows to subtract the noise, and its buffers hold images.
 *
 * @param config the configuration of the run
 * @param data fingerprint of the slices it trains on
 * @param state where it is
 * @param history its losses
 * @param bufferCounts how many images the buffers of X and Y hold
 */
record CycleCheckpoint(
    CycleConfig config,
    String data,
    TrainingState state,
    CycleHistory history,
    int[] bufferCounts) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONFIG = "config.json";
  private static final String STATE = "state.json";
  private static final String DATA = "data.txt";
  private static final String HISTORY = "history.csv";
  private static final String BUFFERS = "buffers.json";

  void save(Path file, CycleNetworks networks) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(CONFIG, JSON.writeValueAsString(config));
    texts.put(STATE, JSON.writeValueAsString(state));
    texts.put(DATA, data);
    texts.put(HISTORY, history.toCsv());
    texts.put(BUFFERS, JSON.writeValueAsString(bufferCounts));
    CheckpointFile.save(file, texts, networks.arrays());
  }

  /** Reads all but the arrays. */
  static CycleCheckpoint open(Path file) throws IOException {
    return CheckpointFile.open(
        file,
        texts ->
            new CycleCheckpoint(
                JSON.readValue(texts.get(CONFIG), CycleConfig.class),
                texts.get(DATA),
                JSON.readValue(texts.get(STATE), TrainingState.class),
                CycleHistory.parse(texts.get(HISTORY)),
                JSON.readValue(texts.get(BUFFERS), int[].class)));
  }

  /** Restores the arrays, and the counters that belong to them. */
  void restore(Path file, CycleNetworks networks) throws IOException {
    CheckpointFile.restore(file, networks.arrays());
    networks.resumeAfter(state.iteration(), bufferCounts);
  }
}
