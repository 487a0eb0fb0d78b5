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
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Expected values: golden/README.md, section 6 (scikit-learn 1.2.1 and mpmath). */
class TsneTest {

  @Test
  void affinities_goldenData_equalTheReference() throws IOException {
    Affinities affinities = exact();
    double[][] expected = new GoldenFiles("tsne").matrix("expected_beta_sigma_rows.csv", 1);
    double[][] dense = dense(affinities);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i][0], affinities.betas()[i], 1e-9 * expected[i][0]);
      assertEquals(expected[i][2], Arrays.stream(dense[i]).sum(), 1e-12);
    }
    double[][] rows = new GoldenFiles("tsne").matrix("expected_joint_P_first10rows.csv");
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        assertEquals(rows[i][j], dense[i][j], 1e-9 * rows[i][j]);
      }
    }
  }

  @Test
  void affinities_goldenData_haveTheReferenceSummary() throws IOException {
    JsonNode expected = new GoldenFiles("tsne").expected();
    double[] p = exact().values();
    assertEquals(1, Arrays.stream(p).sum(), 1e-12);
    double max = expected.get("joint_P_max").asDouble();
    assertEquals(max, Arrays.stream(p).max().orElseThrow(), 1e-9 * max);
    double min = expected.get("joint_P_min_offdiagonal").asDouble();
    assertEquals(min, Arrays.stream(p).min().orElseThrow(), 1e-9 * min);
    double entropy = -Arrays.stream(p).map(v -> v * Math.log(v)).sum();
    assertEquals(expected.get("joint_P_entropy_nats").asDouble(), entropy, 1e-11);
  }

  @Test
  void gradient_exactSums_equalsTheReference() throws IOException {
    TsneGradient objective = new TsneGradient(exact(), 0);
    for (JsonNode entry : new GoldenFiles("tsne").expected().get("embeddings")) {
      double[] y = flat(new GoldenFiles("tsne").matrix(entry.get("file").asText()));
      assertEquals(entry.get("kl_nats").asDouble(), objective.divergence(y), 1e-12);
      double[][] expected = new GoldenFiles("tsne").matrix(entry.get("gradient_file").asText());
      double[] gradient = new double[y.length];
      objective.at(y, 1, gradient);
      assertArrayEquals(flat(expected), gradient, 1e-14);
      double norm = Math.sqrt(Arrays.stream(gradient).map(g -> g * g).sum());
      assertEquals(entry.get("gradient_norm").asDouble(), norm, 1e-13);
    }
  }

  @Test
  void gradient_barnesHut_isCloseToExact() throws IOException {
    Affinities affinities = exact();
    double[] y = flat(new GoldenFiles("tsne").matrix("embedding_random.csv"));
    double[] exact = new double[y.length];
    double[] fast = new double[y.length];
    new TsneGradient(affinities, 0).at(y, 1, exact);
    new TsneGradient(affinities, 0.5).at(y, 1, fast);
    double error = 0;
    double norm = 0;
    for (int d = 0; d < y.length; d++) {
      error += Math.pow(exact[d] - fast[d], 2);
      norm += Math.pow(exact[d], 2);
    }
    assertTrue(error > 0, "Theta 0.5 summarises nothing.");
    assertTrue(Math.sqrt(error / norm) < 0.03, "relative error " + Math.sqrt(error / norm));
  }

  @Test
  void gradient_coincidingPoints_isFiniteAndEqualForBoth() throws IOException {
    double[] y = flat(new GoldenFiles("tsne").matrix("embedding_random.csv"));
    System.arraycopy(y, 0, y, 2, 2);
    double[] gradient = new double[y.length];
    new TsneGradient(exact(), 0).at(y, 1, gradient);
    // Brute force over the definition, sklearn.manifold._t_sne._kl_divergence.
    double[][] p = dense(exact());
    double normaliser = 0;
    for (int i = 0; i < p.length; i++) {
      for (int j = 0; j < p.length; j++) {
        normaliser += i == j ? 0 : q(y, i, j);
      }
    }
    for (int i = 0; i < p.length; i++) {
      double sum = 0;
      for (int j = 0; j < p.length; j++) {
        double weight = i == j ? 0 : p[i][j] - q(y, i, j) / normaliser;
        sum += 4 * weight * q(y, i, j) * (y[2 * i] - y[2 * j]);
      }
      assertEquals(sum, gradient[2 * i], 1e-14);
    }
  }

  @Test
  void embed_goldenData_keepsNeighbourhoodsAsScikitLearnDoes() throws IOException {
    double[][] rows = new GoldenFiles("tsne").matrix("data_150x20.csv");
    JsonNode sklearn = new GoldenFiles("tsne").expected().get("embeddings").get(1);
    Tsne tsne = Tsne.embed(rows, TsneConfig.DEFAULT, Progress.NONE);
    double kept = Trustworthiness.of(rows, tsne.points(), 12);
    assertEquals(sklearn.get("trustworthiness_k12").asDouble(), kept, 0.02);
    assertEquals(sklearn.get("kl_nats").asDouble(), tsne.divergence(), 0.02);
    assertEquals(30, tsne.perplexity());
  }

  @Test
  void embed_sameSeed_givesTheSamePoints() {
    double[][] rows = clusters(60, 8);
    TsneConfig config = TsneConfig.DEFAULT.withIterations(120);
    double[][] first = Tsne.embed(rows, config, Progress.NONE).points();
    assertArrayEquals(first, Tsne.embed(rows, config, Progress.NONE).points());
    assertTrue(first[0][0] != Tsne.embed(rows, config.withSeed(2), Progress.NONE).points()[0][0]);
  }

  @Test
  void embed_separateClusters_staySeparate() {
    double[][] rows = clusters(300, 10);
    double[][] y = Tsne.embed(rows, TsneConfig.DEFAULT, Progress.NONE).points();
    int[][] near = Neighbours.within(y, 1).indices();
    assertEquals(300, IntStream.range(0, 300).filter(i -> near[i][0] % 3 == i % 3).count());
  }

  @Test
  void embed_fewPoints_lowersThePerplexityAndSaysSo() {
    Tsne tsne = Tsne.embed(clusters(10, 4), TsneConfig.DEFAULT, Progress.NONE);
    assertEquals(3, tsne.perplexity());
    assertTrue(finite(tsne.points()));
  }

  @Test
  void embed_copiesAndConstants_areFinite() {
    double[][] constant = new double[40][3];
    assertTrue(finite(Tsne.embed(constant, TsneConfig.DEFAULT, Progress.NONE).points()));
    double[][] copies = clusters(40, 1);
    for (int i = 0; i < 30; i++) {
      copies[i] = copies[0];
    }
    assertTrue(finite(Tsne.embed(copies, TsneConfig.DEFAULT, Progress.NONE).points()));
  }

  @Test
  void embed_badInput_isRefusedInASentence() {
    IllegalArgumentException few =
        assertThrows(
            IllegalArgumentException.class,
            () -> Tsne.embed(clusters(4, 2), TsneConfig.DEFAULT, Progress.NONE));
    assertEquals("t-SNE needs at least 5 images, but there are 4; add images.", few.getMessage());
    double[][] ragged = clusters(6, 2);
    ragged[3] = new double[1];
    IllegalArgumentException uneven =
        assertThrows(
            IllegalArgumentException.class,
            () -> Tsne.embed(ragged, TsneConfig.DEFAULT, Progress.NONE));
    assertTrue(uneven.getMessage().contains("2 columns in row 1, but 1 in row 4"));
  }

  @Test
  void embed_cancelled_stops() {
    Progress stop =
        new Progress() {
          @Override
          public void report(long done, long total, String message) {}

          @Override
          public boolean isCanceled() {
            return true;
          }
        };
    assertThrows(
        CancellationException.class, () -> Tsne.embed(clusters(20, 2), TsneConfig.DEFAULT, stop));
  }

  /** Three well separated Gaussian clusters, dealt in turn. */
  static double[][] clusters(int count, int columns) {
    SplittableRandom random = new SplittableRandom(3);
    double[][] rows = new double[count][columns];
    for (int i = 0; i < count; i++) {
      for (int d = 0; d < columns; d++) {
        rows[i][d] = random.nextGaussian() + (d == i % 3 % columns ? 20 + 10 * (i % 3) : 0);
      }
    }
    return rows;
  }

  static boolean finite(double[][] points) {
    return Arrays.stream(points).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
  }

  private static Affinities exact() throws IOException {
    double[][] rows = new GoldenFiles("tsne").matrix("data_150x20.csv");
    return Affinities.of(Neighbours.within(rows, rows.length - 1), 30);
  }

  private static double[][] dense(Affinities affinities) {
    double[][] dense = new double[affinities.count()][affinities.count()];
    for (int i = 0; i < dense.length; i++) {
      for (int e = affinities.starts()[i]; e < affinities.starts()[i + 1]; e++) {
        dense[i][affinities.columns()[e]] = affinities.values()[e];
      }
    }
    return dense;
  }

  private static double q(double[] y, int i, int j) {
    return 1 / (1 + Math.pow(y[2 * i] - y[2 * j], 2) + Math.pow(y[2 * i + 1] - y[2 * j + 1], 2));
  }

  private static double[] flat(double[][] points) {
    return Arrays.stream(points).flatMapToDouble(Arrays::stream).toArray();
  }
}
