/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.veil.core.Progress;
import io.github.veil.evaluate.GoldenFiles;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UmapTest {

  @Test
  void curve_paperDefaults_givesThePublishedNumbers() {
    // scipy.optimize.curve_fit(lambda x, a, b: 1 / (1 + a * x ** (2 * b)), xv, yv), as
    // umap.umap_.find_ab_params(spread, min_dist) does.
    UmapCurve usual = UmapCurve.fit(0.1, 1);
    assertEquals(1.57694346046584, usual.a(), 1e-6);
    assertEquals(0.8950608779639974, usual.b(), 1e-6);
    UmapCurve loose = UmapCurve.fit(0.5, 1);
    assertEquals(0.5830300203968329, loose.a(), 1e-6);
    assertEquals(1.3341669926352966, loose.b(), 1e-6);
  }

  @Test
  void scale_distances_givesTheWantedSumOfStrengths() {
    double[] distances = {0.5, 1, 1.5, 2, 4, 7, 7.5};
    double scale = FuzzyGraph.scale(distances, 0.5, 3);
    double sum = 0;
    for (double distance : distances) {
      sum += Math.exp(-(distance - 0.5) / scale);
    }
    assertEquals(3, sum, 1e-5);
  }

  @Test
  void graph_isSymmetricAndNearestHaveStrengthOne() throws IOException {
    double[][] rows = new GoldenFiles("tsne").matrix("data_150x20.csv");
    Neighbours near = Neighbours.within(rows, 14);
    FuzzyGraph graph = FuzzyGraph.of(near);
    double[][] dense = new double[150][150];
    for (int i = 0; i < 150; i++) {
      for (int e = graph.starts()[i]; e < graph.starts()[i + 1]; e++) {
        dense[i][graph.columns()[e]] = graph.strengths()[e];
      }
    }
    for (int i = 0; i < 150; i++) {
      assertEquals(1, dense[i][near.indices()[i][0]], 1e-15);
      for (int j = 0; j < 150; j++) {
        assertEquals(dense[i][j], dense[j][i], 1e-15);
        assertTrue(dense[i][j] <= 1);
      }
    }
  }

  @Test
  void embed_goldenData_keepsNeighbourhoodsAsScikitLearnsTsneDoes() throws IOException {
    double[][] rows = new GoldenFiles("tsne").matrix("data_150x20.csv");
    JsonNode sklearn = new GoldenFiles("tsne").expected().get("embeddings").get(1);
    double[][] y = Umap.embed(rows, UmapConfig.DEFAULT, Progress.NONE);
    double wanted = sklearn.get("trustworthiness_k12").asDouble();
    assertEquals(wanted, Trustworthiness.of(rows, y, 12), 0.02);
  }

  @Test
  void embed_sameSeed_givesTheSamePoints() {
    double[][] rows = TsneTest.clusters(90, 8);
    double[][] first = Umap.embed(rows, UmapConfig.DEFAULT, Progress.NONE);
    assertArrayEquals(first, Umap.embed(rows, UmapConfig.DEFAULT, Progress.NONE));
    double[][] other = Umap.embed(rows, UmapConfig.DEFAULT.withSeed(2), Progress.NONE);
    assertTrue(first[0][0] != other[0][0]);
  }

  @Test
  void embed_separateClusters_staySeparate() {
    double[][] y = Umap.embed(TsneTest.clusters(300, 10), UmapConfig.DEFAULT, Progress.NONE);
    int[][] near = Neighbours.within(y, 1).indices();
    assertEquals(300, IntStream.range(0, 300).filter(i -> near[i][0] % 3 == i % 3).count());
  }

  @Test
  void embed_fewOrEqualPoints_areFiniteOrRefused() {
    assertTrue(TsneTest.finite(Umap.embed(new double[20][3], UmapConfig.DEFAULT, Progress.NONE)));
    assertTrue(
        TsneTest.finite(Umap.embed(TsneTest.clusters(5, 2), UmapConfig.DEFAULT, Progress.NONE)));
    assertThrows(
        IllegalArgumentException.class,
        () -> Umap.embed(TsneTest.clusters(4, 2), UmapConfig.DEFAULT, Progress.NONE));
  }

  @Test
  void trustworthiness_goldenEmbeddings_equalsScikitLearn() throws IOException {
    // sklearn.manifold.trustworthiness(X, Y, n_neighbors=k)
    double[][] rows = new GoldenFiles("tsne").matrix("data_150x20.csv");
    for (JsonNode entry : new GoldenFiles("tsne").expected().get("embeddings")) {
      double[][] y = new GoldenFiles("tsne").matrix(entry.get("file").asText());
      assertEquals(
          entry.get("trustworthiness_k12").asDouble(), Trustworthiness.of(rows, y, 12), 1e-12);
      assertEquals(
          entry.get("trustworthiness_k5").asDouble(), Trustworthiness.of(rows, y, 5), 1e-12);
    }
  }
}
