/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import io.github.veil.evaluate.attack.Interval;
import io.github.veil.evaluate.attack.Reidentification;
import io.github.veil.evaluate.report.Block;
import io.github.veil.evaluate.report.ReportTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One-to-one translation: whether the source patient is found from a synthetic image. */
final class ReidentificationStudy {

  private static final int MANY = 5;

  private ReidentificationStudy() {}

  /**
   * Traces every set whose table names, for each image, a patient of the real sets as its source.
   *
   * @return empty if no set does
   */
  static Optional<Block> run(PreparedSets sets) {
    List<String> patients = new ArrayList<>();
    List<double[]> gallery = new ArrayList<>();
    for (ImageSet real : List.of(sets.train(), sets.heldOut())) {
      if (real.patients() != null) {
        patients.addAll(real.patients());
        gallery.addAll(Arrays.asList(real.features()));
      }
    }
    ReportTable table =
        ReportTable.of(
            "Re-identification: is the source patient found from a translated image?",
            "Set",
            "Images",
            "Patients",
            "Found at once",
            "95 % from",
            "95 % to",
            "Among the five nearest",
            "By guessing",
            "By guessing, among five");
    for (ImageSet set : sets.synthetic()) {
      List<String> sources = set.patients();
      if (sources != null && patients.containsAll(sources)) {
        table =
            row(
                table,
                set.name(),
                Reidentification.of(
                    set.features(), sources, gallery.toArray(double[][]::new), patients));
      }
    }
    return table.rows().isEmpty() ? Optional.empty() : Optional.of(new Block.Table(table));
  }

  private static ReportTable row(ReportTable table, String name, Reidentification found) {
    Interval once = found.interval(1, Interval.CONFIDENCE);
    return table.with(
        name,
        found.images(),
        found.patients(),
        found.top(1),
        once.low(),
        once.high(),
        found.top(MANY),
        found.chance(1),
        found.chance(MANY));
  }
}
