/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app;

import io.github.veil.core.Require;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** CSV files of numbers without a header: one row per image, one column per feature. */
final class CsvMatrix {

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setTrim(true).setIgnoreEmptyLines(true).get();

  private CsvMatrix() {}

  /**
   * Reads a matrix.
   *
   * @return [rows][columns], at least one of each
   * @throws IllegalArgumentException with one sentence if the file is missing, empty, ragged, or
   *     holds something that is no finite number
   */
  static double[][] read(Path file) throws IOException {
    Require.that(Files.isRegularFile(file), "There is no file %s; check the path.", file);
    List<double[]> rows = new ArrayList<>();
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser parser = CSVParser.parse(in, FORMAT)) {
      for (CSVRecord record : parser) {
        rows.add(row(file, record, rows));
      }
    } catch (UncheckedIOException e) {
      throw new IllegalArgumentException(file + " is no CSV file; give a table of numbers.", e);
    }
    Require.that(!rows.isEmpty(), "%s is empty; it needs one row of numbers per image.", file);
    return rows.toArray(double[][]::new);
  }

  private static double[] row(Path file, CSVRecord record, List<double[]> before) {
    int columns = before.isEmpty() ? record.size() : before.get(0).length;
    Require.that(
        record.size() == columns,
        "Row %d of %s has %d columns, but the rows before have %d.",
        record.getRecordNumber(),
        file,
        record.size(),
        columns);
    double[] row = new double[columns];
    for (int c = 0; c < columns; c++) {
      row[c] = number(file, record, c);
    }
    return row;
  }

  private static double number(Path file, CSVRecord record, int column) {
    double value = Double.NaN;
    try {
      value = Double.parseDouble(record.get(column));
    } catch (NumberFormatException e) {
      // Not a number: refused below.
    }
    Require.that(
        Double.isFinite(value),
        "Row %d of %s has \"%s\" in column %d, which is not a finite number; the file must hold"
            + " numbers only, without a header.",
        record.getRecordNumber(),
        file,
        record.get(column),
        column + 1);
    return value;
  }
}
