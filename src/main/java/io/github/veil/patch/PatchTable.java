/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * The table of a patch set as CSV: one line per patch, units in the column names. Positions are
 * 0-based indices into the volume's slices in the plane of cutting; x and y are the centre. Any
 * further column is an attribute of its patch.
 */
public final class PatchTable {

  /** The columns, with units. */
  public static final List<String> COLUMNS =
      List.of(
          "patch (0-based)",
          "patient",
          "slice (0-based)",
          "x (pixel)",
          "y (pixel)",
          "centred (0 or 1)",
          "foreground (share)",
          "class");

  private static final Set<String> KNOWN =
      COLUMNS.stream().map(PatchTable::withoutUnit).collect(Collectors.toSet());

  /** The patient id of patches whose table is missing. */
  public static final String UNKNOWN_PATIENT = "unknown";

  private PatchTable() {}

  /** Writes the rows, replacing {@code file}. */
  public static void write(Path file, List<PatchRow> rows) throws IOException {
    List<String> attributes = attributes(rows);
    List<String> header = new ArrayList<>(COLUMNS);
    header.addAll(attributes);
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader(header.toArray(String[]::new)).build();
    try (Writer out = Files.newBufferedWriter(file);
        CSVPrinter printer = new CSVPrinter(out, format)) {
      for (PatchRow row : rows) {
        List<Object> cells = new ArrayList<>(cells(row));
        attributes.forEach(name -> cells.add(row.cell(name)));
        printer.printRecord(cells);
      }
    }
  }

  /** The names of all attributes, in the order in which the rows bring them up. */
  private static List<String> attributes(List<PatchRow> rows) {
    Set<String> names = new LinkedHashSet<>();
    rows.forEach(row -> names.addAll(row.attributes().keySet()));
    return List.copyOf(names);
  }

  /** The cells of a row, in the order of {@link #COLUMNS}. */
  public static List<Object> cells(PatchRow row) {
    return List.of(
        row.patch(),
        row.patient(),
        row.slice(),
        row.x(),
        row.y(),
        row.centred() ? 1 : 0,
        row.foregroundShare(),
        row.className());
  }

  /**
   * Reads rows. Only the column "patient" is required; what else is missing becomes -1, false, NaN
   * or empty. The order of columns is free, and units in parentheses are ignored.
   *
   * @throws IOException with one sentence if the file is no such table
   */
  public static List<PatchRow> read(Path file) throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).build();
    try (Reader in = Files.newBufferedReader(file);
        CSVParser parser = format.parse(in)) {
      Map<String, Integer> columns = columns(parser.getHeaderNames());
      if (!columns.containsKey("patient")) {
        throw new IOException(
            "The table \"" + file + "\" has no column \"patient\"; it is no table of patches.");
      }
      List<PatchRow> rows = new ArrayList<>();
      for (CSVRecord line : parser) {
        rows.add(row(new Cells(file, line, columns), rows.size()));
      }
      return rows;
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw new IOException("The table \"" + file + "\" is damaged: " + e.getMessage() + ".", e);
    }
  }

  /** Rows for patches of which nothing is known. */
  static List<PatchRow> unknown(int count) {
    List<PatchRow> rows = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      rows.add(new PatchRow(i, UNKNOWN_PATIENT, -1, -1, -1, false, Double.NaN, ""));
    }
    return rows;
  }

  private static Map<String, Integer> columns(List<String> header) {
    Map<String, Integer> columns = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      columns.put(withoutUnit(header.get(i)), i);
    }
    return columns;
  }

  private static String withoutUnit(String column) {
    return column.replace("\uFEFF", "").replaceFirst("\\s*\\(.*", "").trim();
  }

  private static PatchRow row(Cells cells, int index) throws IOException {
    return new PatchRow(
        index,
        cells.text("patient"),
        (int) cells.number("slice", -1),
        (int) cells.number("x", -1),
        (int) cells.number("y", -1),
        cells.number("centred", 0) != 0,
        cells.number("foreground", Double.NaN),
        cells.text("class"),
        cells.attributes());
  }

  private record Cells(Path file, CSVRecord line, Map<String, Integer> columns) {

    Map<String, String> attributes() {
      Map<String, String> attributes = new LinkedHashMap<>();
      for (String column : columns.keySet()) {
        if (!KNOWN.contains(column) && !column.isEmpty()) {
          attributes.put(column, text(column));
        }
      }
      return attributes;
    }

    String text(String column) {
      Integer index = columns.get(column);
      return index == null || index >= line.size() ? "" : line.get(index).trim();
    }

    double number(String column, double missing) throws IOException {
      String text = text(column);
      if (text.isEmpty()) {
        return missing;
      }
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw new IOException(
            "Line %d of \"%s\" has \"%s\" in the column \"%s\" instead of a number."
                .formatted(line.getParser().getCurrentLineNumber(), file, text, column),
            e);
      }
    }
  }
}
