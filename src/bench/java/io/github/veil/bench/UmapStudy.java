/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.bench;

import io.github.veil.core.Progress;
import io.github.veil.evaluate.embedding.Trustworthiness;
import io.github.veil.evaluate.embedding.Umap;
import io.github.veil.evaluate.embedding.UmapConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Trustworthiness of UMAP over eight seeds, with the paper's settings and with Veil's. */
public final class UmapStudy {

  private UmapStudy() {}

  /**
   * @param args a CSV matrix, for instance src/test/resources/golden/tsne/data_150x20.csv
   */
  public static void main(String[] args) throws IOException {
    double[][] rows =
        Files.readAllLines(Path.of(args[0])).stream()
            .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
            .toArray(double[][]::new);
    UmapConfig paper = new UmapConfig(15, 0.1, 1, 500, 5, 1);
    for (UmapConfig config : List.of(paper, UmapConfig.DEFAULT)) {
      for (int seed = 1; seed <= 8; seed++) {
        double[][] points = Umap.embed(rows, config.withSeed(seed), Progress.NONE);
        System.out.printf(
            Locale.ROOT,
            "%d neighbours, seed %d: %.4f%n",
            config.neighbours(),
            seed,
            Trustworthiness.of(rows, points, 12));
      }
    }
  }
}
