/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.bench;

import io.github.veil.core.Progress;
import io.github.veil.evaluate.embedding.Trustworthiness;
import io.github.veil.evaluate.embedding.Tsne;
import io.github.veil.evaluate.embedding.TsneConfig;
import io.github.veil.evaluate.embedding.Umap;
import io.github.veil.evaluate.embedding.UmapConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How well neighbourhoods are kept: trustworthiness of t-SNE, and of UMAP with the paper's settings
 * and with Veil's defaults over several seeds. Beside it: {@code embedding_peer.py}.
 */
public final class EmbeddingStudy {

  private static final int SEEDS = 4;
  private static final int NEIGHBOURS = 12;

  private EmbeddingStudy() {}

  /**
   * @param args CSV matrices without header, for instance golden/tsne/data_150x20.csv
   */
  public static void main(String[] args) throws IOException {
    UmapConfig paper = new UmapConfig(15, 0.1, 1, 500, 5, 1);
    for (String file : args) {
      double[][] rows =
          Files.readAllLines(Path.of(file)).stream()
              .map(l -> Arrays.stream(l.split(",")).mapToDouble(Double::parseDouble).toArray())
              .toArray(double[][]::new);
      double[][] points = Tsne.embed(rows, TsneConfig.DEFAULT, Progress.NONE).points();
      print(file, "t-SNE", Trustworthiness.of(rows, points, NEIGHBOURS));
      for (UmapConfig config : List.of(paper, UmapConfig.DEFAULT)) {
        double[] trust = new double[SEEDS];
        for (int seed = 1; seed <= SEEDS; seed++) {
          points = Umap.embed(rows, config.withSeed(seed), Progress.NONE);
          trust[seed - 1] = Trustworthiness.of(rows, points, NEIGHBOURS);
        }
        print(file, "UMAP, %d neighbours".formatted(config.neighbours()), trust);
      }
    }
  }

  private static void print(String file, String method, double... trust) {
    System.out.printf(
        Locale.ROOT,
        "%s  %s: %.4f to %.4f%n",
        Path.of(file).getFileName(),
        method,
        Arrays.stream(trust).min().orElseThrow(),
        Arrays.stream(trust).max().orElseThrow());
  }
}
