/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import io.github.veil.evaluate.attack.Interval;
import io.github.veil.evaluate.attack.Reidentification;
import io.github.veil.evaluate.report.Block;
import io.github.veil.evaluate.report.Cells;
import io.github.veil.evaluate.report.Finding;
import io.github.veil.evaluate.report.Light;
import io.github.veil.evaluate.report.ReportTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** One-to-one translation: whether the source patient is found from a synthetic image. */
final class ReidentificationStudy {

  private static final int MANY = 5;

  private static final String RULE =
      "Good if scans are not surely traced better than by guessing, bad if surely at least %s of"
          + " them are. A translated scan shows its patient's anatomy: expect high shares, and"
          + " protect it like the patient's own.";

  /** The share of scans that must not be traced. */
  private static final double BAD_SHARE = 0.5;

  private final List<String> patients = new ArrayList<>();
  private final double[][] gallery;
  private ReportTable table =
      ReportTable.of(
          "Re-identification: is the source patient found from a translated image?",
          "Set",
          "Traced",
          "Number",
          "Patients sought among",
          "Found at once",
          "95 % from",
          "95 % to",
          "Among the five nearest",
          "By guessing",
          "By guessing, among five");

  private final List<Finding> findings = new ArrayList<>();

  /** Seeks among the patients of the real sets. */
  ReidentificationStudy(PreparedSets sets) {
    List<double[]> rows = new ArrayList<>();
    for (ImageSet real : List.of(sets.train(), sets.heldOut())) {
      if (real.patients() != null) {
        patients.addAll(real.patients());
        rows.addAll(Arrays.asList(real.features()));
      }
    }
    gallery = rows.toArray(double[][]::new);
  }

  /** Traces the images of a set whose patients bear the ids of real ones; no other set. */
  void trace(ImageSet set) {
    if (set.patients() == null) {
      return;
    }
    Set<String> known = new HashSet<>(patients);
    int[] traced =
        IntStream.range(0, set.features().length)
            .filter(i -> known.contains(set.patients().get(i)))
            .toArray();
    if (traced.length == 0) {
      return;
    }
    double[][] images =
        Arrays.stream(traced).mapToObj(i -> set.features()[i]).toArray(double[][]::new);
    List<String> sources = Arrays.stream(traced).mapToObj(set.patients()::get).toList();
    Reidentification single = Reidentification.of(images, sources, gallery, patients);
    Reidentification scans = Reidentification.ofScans(images, sources, gallery, patients);
    addRow(set.name(), "single images", single, scans.traced() == single.traced());
    addRow(set.name(), "all images of a scan", scans, true);
    findings.add(finding(set.name(), scans));
  }

  /** What was traced; empty if there was nothing to trace. */
  Optional<Block> table() {
    return table.rows().isEmpty() ? Optional.empty() : Optional.of(new Block.Table(table));
  }

  List<Finding> findings() {
    return findings;
  }

  /** Only independent sources have an interval. */
  private void addRow(String name, String what, Reidentification found, boolean independent) {
    Interval once = found.interval(1, Interval.CONFIDENCE);
    table =
        table.with(
            name,
            what,
            found.traced(),
            found.patients(),
            found.top(1),
            independent ? once.low() : null,
            independent ? once.high() : null,
            found.top(MANY),
            found.chance(1),
            found.chance(MANY));
  }

  private static Finding finding(String name, Reidentification scans) {
    double surely = scans.interval(1, Interval.CONFIDENCE).low();
    return new Finding(
        Question.SAFE.text(),
        name,
        Light.atMost(surely, scans.chance(1), BAD_SHARE),
        "The source patient of %s of %d scans is found at once among %d patients (by guessing %s)."
            .formatted(
                Cells.percent(scans.top(1)),
                scans.traced(),
                scans.patients(),
                Cells.percent(scans.chance(1))),
        RULE.formatted(Cells.percent(BAD_SHARE)));
  }
}
