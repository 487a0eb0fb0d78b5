/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app;

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

/** CSV files of features: no header, one row per image, one column per feature. */
final class FeatureTable {

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setTrim(true).setIgnoreEmptyLines(true).build();

  private FeatureTable() {}

  /**
   * All rows.
   *
   * @throws IllegalArgumentException if the file is empty, a row has another number of cells than
   *     the first, or a cell is no finite number
   */
  static double[][] read(Path file) throws IOException {
    List<double[]> rows = new ArrayList<>();
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser parser = CSVParser.parse(in, FORMAT)) {
      for (CSVRecord row : parser) {
        rows.add(numbers(file, row, rows.isEmpty() ? row.size() : rows.get(0).length));
      }
    } catch (UncheckedIOException e) {
      throw new IOException(
          "Cannot read \"" + file + "\": it is a folder, or no text in UTF-8.", e);
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(
          "The table \"" + file + "\" has no rows; give one row of numbers per image.");
    }
    return rows.toArray(double[][]::new);
  }

  private static double[] numbers(Path file, CSVRecord row, int columns) {
    if (row.size() != columns) {
      throw new IllegalArgumentException(
          String.format(
              "Row %d of \"%s\" has %d cells, but the first row has %d.",
              row.getRecordNumber(), file, row.size(), columns));
    }
    double[] values = new double[columns];
    for (int j = 0; j < columns; j++) {
      values[j] = number(row.get(j));
      if (!Double.isFinite(values[j])) {
        throw new IllegalArgumentException(
            String.format(
                "Row %d, column %d of \"%s\" is \"%s\", which is no finite number; such tables have"
                    + " no header and no empty cells.",
                row.getRecordNumber(), j + 1, file, row.get(j)));
      }
    }
    return values;
  }

  private static double number(String cell) {
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
