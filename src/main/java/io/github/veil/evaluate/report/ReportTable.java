/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.report;

import io.github.veil.core.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Figures in rows, for the page, for CSV and for ImageJ's results window.
 *
 * @param name what the table shows; its file is named after it
 * @param columns headings, with the unit where there is one
 * @param rows cells by column: text, a number, or null for "undefined"; NaN is undefined too
 */
public record ReportTable(String name, List<String> columns, List<List<Object>> rows) {

  public ReportTable {
    columns = List.copyOf(columns);
    List<List<Object>> copies = new ArrayList<>();
    for (List<Object> row : rows) {
      Require.that(
          row.size() == columns.size(),
          "A row of the table \"%s\" has %d cells, but there are %d columns.",
          name,
          row.size(),
          columns.size());
      copies.add(Collections.unmodifiableList(new ArrayList<>(row)));
    }
    rows = Collections.unmodifiableList(copies);
  }

  /** A table without rows; fill it by {@link #with}. */
  public static ReportTable of(String name, String... columns) {
    return new ReportTable(name, List.of(columns), List.of());
  }

  /** This table with one more row. */
  public ReportTable with(Object... cells) {
    List<List<Object>> more = new ArrayList<>(rows);
    more.add(Arrays.asList(cells));
    return new ReportTable(name, columns, more);
  }

  /** The name as part of a file name. */
  public String fileName() {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  /** Whether a cell holds nothing that could be shown. */
  static boolean isUndefined(Object cell) {
    return cell == null || cell instanceof Double value && value.isNaN();
  }
}
