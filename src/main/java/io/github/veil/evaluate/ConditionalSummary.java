/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import io.github.veil.evaluate.report.Block;
import io.github.veil.evaluate.report.ReportTable;
import io.github.veil.evaluate.report.Section;
import io.github.veil.evaluate.utility.ClassifierUtility;
import java.util.List;
import java.util.Objects;

/**
 * The evaluation of conditional models in one table, gathered from the other sections: does a
 * classifier learn the classes from synthetic images, and what do the pairwise attacks (was this
 * image trained on?) and the distribution attack (do synthetic images crowd around training
 * images?) find out?
 */
final class ConditionalSummary {

  private final List<ReportTable> tables;

  private ConditionalSummary(List<Section> sections) {
    tables =
        sections.stream()
            .flatMap(section -> section.blocks().stream())
            .filter(Block.Table.class::isInstance)
            .map(block -> ((Block.Table) block).table())
            .toList();
  }

  /**
   * @param sections what other studies found; a figure that none of them has stays empty
   * @param sets names of the synthetic sets
   */
  static Section of(List<Section> sections, List<String> sets) {
    return new ConditionalSummary(sections).section(sets);
  }

  private Section section(List<String> sets) {
    ReportTable table =
        ReportTable.of(
            "Classes and attacks in one table",
            "Set",
            "Accuracy, trained on real",
            "Accuracy, trained on it",
            "Share of real",
            "Pairwise attack, largest AUC",
            "Synthetic images near a training image",
            "Synthetic images near a held-out image",
            "Distribution attack, p-value");
    Double real = figure(ClassStudy.TABLE, ClassifierUtility.REAL, "Accuracy");
    for (String set : sets) {
      Double own = figure(ClassStudy.TABLE, set, "Accuracy");
      table =
          table.with(
              set,
              real,
              own,
              real == null || own == null ? null : own / real,
              figure("Membership attacks", set, "AUC"),
              figure("Distribution attack", set, "Synthetic images near a training image"),
              figure("Distribution attack", set, "Synthetic images near a held-out image"),
              figure("Distribution attack", set, "p-value (permutation)"));
    }
    return new Section(
        "Conditional models",
        "Classifiers are tested on real patches of held-out patients. An AUC of 0.5 is guessing.",
        List.of(new Block.Table(table)));
  }

  /** The largest figure of a set in a column; null where there is none. */
  private Double figure(String tableName, String set, String column) {
    return tables.stream()
        .filter(table -> table.name().startsWith(tableName) && table.columns().contains(column))
        .flatMap(
            table ->
                table.rows().stream()
                    .filter(row -> row.get(0).equals(set))
                    .map(row -> row.get(table.columns().indexOf(column))))
        .filter(Objects::nonNull)
        .map(cell -> ((Number) cell).doubleValue())
        .max(Double::compare)
        .orElse(null);
  }
}
