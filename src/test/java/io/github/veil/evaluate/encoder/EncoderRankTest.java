/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.DocsBlock;
import io.github.veil.core.Progress;
import io.github.veil.evaluate.Corruption;
import io.github.veil.evaluate.fidelity.FrechetDistance;
import io.github.veil.patch.PatchSource;
import io.github.veil.phantom.Modality;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.correlation.KendallsCorrelation;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How well Frechet distances order corruptions of known strength, as in Heusel et al. 2017, but
 * between different patients: the corrupted set is compared with other patients' images, so a weak
 * corruption has to show beside what patients differ by. {@code -Dveil.docs.write=true} repeats it
 * with more cohorts and writes the table in docs/encoder.md.
 */
@Tag("slow")
class EncoderRankTest {

  private static final int SIZE = 64;
  private static final int PATIENTS = 3;
  private static final int PER_IMAGE = 40;

  @Test
  void embedded_ordersAllCorruptionsButSwirl_andSeesThat() throws IOException {
    int cohorts = DocsBlock.isWanted() ? 6 : 1;
    Map<Corruption, double[][]> random = new EnumMap<>(Corruption.class);
    Map<Corruption, double[][]> embedded = new EnumMap<>(Corruption.class);
    for (Corruption corruption : Corruption.values()) {
      random.put(corruption, new double[cohorts][]);
      embedded.put(corruption, new double[cohorts][]);
    }
    for (int cohort = 0; cohort < cohorts; cohort++) {
      Sets sets = Sets.of(100 + 10 * cohort);
      for (Corruption corruption : Corruption.values()) {
        embedded.get(corruption)[cohort] = sets.distances(ConvEncoder.embedded(), corruption);
        if (DocsBlock.isWanted()) {
          random.get(corruption)[cohort] = sets.distances(ConvEncoder.random(cohort), corruption);
        }
      }
    }
    if (DocsBlock.isWanted()) {
      write(cohorts, random, embedded);
    }
    double mean = 0;
    for (Corruption corruption : EnumSet.complementOf(EnumSet.of(Corruption.SWIRL))) {
      double rank = spearman(embedded.get(corruption));
      assertTrue(rank > 0.6, corruption + ": " + rank);
      mean += rank / (Corruption.values().length - 1);
    }
    assertTrue(mean > 0.85, "mean rank correlation " + mean);
    // A swirl is seen at once, by the blur of interpolation, but its strengths are not told apart.
    assertEquals(
        String.valueOf(Corruption.SWIRL.strengths()[0]),
        seenFrom(Corruption.SWIRL, embedded.get(Corruption.SWIRL)));
  }

  /** Images of three groups of patients, who differ. */
  private record Sets(PatchSource training, PatchSource others, PatchSource base) {

    static Sets of(long seed) {
      return new Sets(phantoms(seed), phantoms(seed + 1), phantoms(seed + 2));
    }

    private static PatchSource phantoms(long seed) {
      return new PhantomPatches(seed, PATIENTS, PER_IMAGE, SIZE, List.of(Modality.values()));
    }

    /** Frechet distance to the training images by level; for copies, that to others minus it. */
    double[] distances(Encoder encoder, Corruption corruption) {
      double[][] trained = encoder.encode(training, Progress.NONE);
      double[][] unseen = encoder.encode(others, Progress.NONE);
      double[] strengths = corruption.strengths();
      double[] distances = new double[strengths.length + 1];
      for (int level = 0; level < distances.length; level++) {
        PatchSource corrupted =
            level == 0 ? base : corruption.of(base, training, strengths[level - 1]);
        double[][] made = encoder.encode(corrupted, Progress.NONE);
        distances[level] = FrechetDistance.of(trained, made).value();
        if (corruption == Corruption.COPIES) {
          distances[level] = FrechetDistance.of(unseen, made).value() - distances[level];
        }
      }
      return distances;
    }
  }

  private static double[] levels(int count) {
    double[] levels = new double[count];
    Arrays.setAll(levels, level -> level);
    return levels;
  }

  private static double spearman(double[][] cohorts) {
    return Arrays.stream(cohorts)
        .mapToDouble(d -> new SpearmansCorrelation().correlation(levels(d.length), d))
        .average()
        .orElseThrow();
  }

  private static double kendall(double[][] cohorts) {
    return Arrays.stream(cohorts)
        .mapToDouble(d -> new KendallsCorrelation().correlation(levels(d.length), d))
        .average()
        .orElseThrow();
  }

  /** The weakest level from which on every cohort's distance is above all without corruption. */
  private static String seenFrom(Corruption corruption, double[][] cohorts) {
    double floor = Arrays.stream(cohorts).mapToDouble(d -> d[0]).max().orElseThrow();
    int seen = cohorts[0].length;
    while (seen > 1 && aboveInAll(cohorts, seen - 1, floor)) {
      seen--;
    }
    return seen == cohorts[0].length ? "never" : String.valueOf(corruption.strengths()[seen - 1]);
  }

  private static boolean aboveInAll(double[][] cohorts, int level, double floor) {
    return Arrays.stream(cohorts).allMatch(d -> d[level] > floor);
  }

  private static void write(
      int cohorts, Map<Corruption, double[][]> random, Map<Corruption, double[][]> embedded)
      throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| corruption | strengths | Spearman, random | trained | Kendall, random | trained | seen from, random | trained |");
    lines.add("|---|---|---|---|---|---|---|---|");
    for (Corruption corruption : Corruption.values()) {
      double[][] r = random.get(corruption);
      double[][] e = embedded.get(corruption);
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.2f | %.2f | %.2f | %.2f | %s | %s |",
              corruption.name().toLowerCase(Locale.ROOT).replace('_', ' '),
              Arrays.toString(corruption.strengths()).replaceAll("[\\[\\]]", ""),
              spearman(r),
              spearman(e),
              kendall(r),
              kendall(e),
              seenFrom(corruption, r),
              seenFrom(corruption, e)));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "| mean | | %.2f | %.2f | %.2f | %.2f | | |",
            mean(random.values(), EncoderRankTest::spearman),
            mean(embedded.values(), EncoderRankTest::spearman),
            mean(random.values(), EncoderRankTest::kendall),
            mean(embedded.values(), EncoderRankTest::kendall)));
    String lead =
        "%d cohorts of %d images of %d other patients each.%n%n"
            .formatted(cohorts, PATIENTS * PER_IMAGE * Modality.values().length, PATIENTS);
    new DocsBlock(
            Path.of("docs/encoder.md"),
            "<!-- ranks: written by EncoderRankTest -->",
            "<!-- end of ranks -->")
        .write(lead + String.join("\n", lines) + "\n");
  }

  private static double mean(Collection<double[][]> all, ToDoubleFunction<double[][]> figure) {
    return all.stream().mapToDouble(figure).average().orElseThrow();
  }
}
