/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import io.github.veil.evaluate.fidelity.FrechetDistance;
import io.github.veil.evaluate.fidelity.KernelDistance;
import io.github.veil.evaluate.fidelity.PrecisionRecall;
import io.github.veil.evaluate.report.Cells;
import io.github.veil.evaluate.report.Finding;
import io.github.veil.evaluate.report.Light;
import io.github.veil.evaluate.report.ReportTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far sets are from the real ones in one feature space, and what follows from it. */
final class DistanceTable {

  /** Distances up to so many times that between two real sets are good, and still acceptable. */
  private static final double GOOD_RATIO = 3;

  private static final double FAIR_RATIO = 10;

  private final PreparedSets sets;
  private final String name;
  private final String space;
  private final Map<String, Double> toTraining = new HashMap<>();

  /**
   * @param name of the table
   */
  DistanceTable(String name, PreparedSets sets) {
    this.name = name;
    this.sets = sets;
    this.space = " (" + sets.encoder().name() + ")";
  }

  ReportTable table() {
    String frechet = sets.encoder().distance();
    List<String> columns =
        new ArrayList<>(
            List.of(
                "Set",
                frechet + " to training" + space,
                frechet + " to held-out" + space,
                frechet + " held-out minus training",
                "KID to training" + space,
                "KID to held-out" + space,
                "KID held-out minus training",
                "Precision",
                "Recall",
                "Density",
                "Coverage"));
    sets.secondSite().ifPresent(s -> columns.add(frechet + " to second site" + space));
    List<List<Object>> rows = sets.all().stream().map(this::row).toList();
    return new ReportTable(name, columns, rows);
  }

  /** Whether a set is as near to the training images as real ones of other patients. */
  Finding finding(ImageSet set) {
    double distance = toTraining(set);
    double ratio = distance / toTraining(sets.heldOut());
    return new Finding(
        Question.REAL.text(),
        set.name(),
        ratio < 1 / GOOD_RATIO ? Light.AMBER : Light.atMost(ratio, GOOD_RATIO, FAIR_RATIO),
        "The Frechet distance to the training images%s is %s, %s times that between the two real sets."
            .formatted(
                space, Cells.number(distance), Cells.number(Math.round(100 * ratio) / 100.0)),
        "Good from 1/%1$s to %1$s times, bad above %2$s times. To be looked at between, and below: so near come copies, not other people's images."
            .formatted(Cells.number(GOOD_RATIO), Cells.number(FAIR_RATIO)));
  }

  private List<Object> row(ImageSet set) {
    List<Object> row = new ArrayList<>();
    row.add(set.name());
    boolean training = set == sets.train();
    boolean heldOut = set == sets.heldOut();
    addPair(row, training ? null : toTraining(set), heldOut ? null : frechet(sets.heldOut(), set));
    addPair(
        row,
        training ? null : kernel(sets.train(), set),
        heldOut ? null : kernel(sets.heldOut(), set));
    addQuality(row, training ? null : quality(set));
    sets.secondSite().ifPresent(other -> row.add(other == set ? null : frechet(other, set)));
    return row;
  }

  private static void addPair(List<Object> row, Double toTraining, Double toHeldOut) {
    row.add(toTraining);
    row.add(toHeldOut);
    boolean both = toTraining != null && toHeldOut != null;
    row.add(both ? (Object) (toHeldOut - toTraining) : null);
  }

  private static void addQuality(List<Object> row, PrecisionRecall quality) {
    row.add(quality == null ? null : (Object) quality.precision());
    row.add(quality == null ? null : (Object) quality.recall());
    row.add(quality == null ? null : (Object) quality.density());
    row.add(quality == null ? null : (Object) quality.coverage());
  }

  private PrecisionRecall quality(ImageSet set) {
    return PrecisionRecall.of(
        sets.train().features(), set.features(), PrecisionRecall.DEFAULT_NEIGHBOURS);
  }

  private double toTraining(ImageSet set) {
    return toTraining.computeIfAbsent(set.name(), name -> frechet(sets.train(), set));
  }

  private static double frechet(ImageSet a, ImageSet b) {
    return FrechetDistance.of(a.features(), b.features()).value();
  }

  private static double kernel(ImageSet a, ImageSet b) {
    return KernelDistance.of(a.features(), b.features()).unbiased();
  }
}
