/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch;

import io.github.veil.core.Require;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where patches are to be cut: a CSV table with the columns patient, slice, x, y (0-based pixels in
 * the plane of cutting) and, if there are any, class and further attributes: what {@link
 * PatchTable} writes, so that the patches of one image can be cut at the same places of another.
 */
public final class PositionTable {

  private final Path file;
  private final Map<String, List<PatchRow>> rows;

  private PositionTable(Path file, Map<String, List<PatchRow>> rows) {
    this.file = file;
    this.rows = rows;
  }

  /**
   * Reads a table.
   *
   * @throws IOException with one sentence if the file is no such table, or a line has no position
   */
  public static PositionTable read(Path file) throws IOException {
    List<PatchRow> all = PatchTable.read(file);
    for (PatchRow row : all) {
      if (row.slice() < 0 || row.x() < 0 || row.y() < 0 || row.patient().isEmpty()) {
        throw new IOException(
            "Line %d of \"%s\" has no position; patient, slice, x and y (0-based) must be filled in."
                .formatted(row.patch() + 2, file));
      }
    }
    if (all.isEmpty()) {
      throw new IOException("The table \"" + file + "\" names no position.");
    }
    return new PositionTable(
        file,
        all.stream()
            .collect(
                Collectors.groupingBy(PatchRow::patient, LinkedHashMap::new, Collectors.toList())));
  }

  /** The largest number of positions that a patient has. */
  public int mostPerPatient() {
    return rows.values().stream().mapToInt(List::size).max().orElseThrow();
  }

  /**
   * The positions of one patient. A table of a single patient serves any image.
   *
   * @throws IllegalArgumentException if the table does not name the patient
   */
  List<PatchRow> of(String patient) {
    List<PatchRow> own =
        rows.size() == 1 ? rows.values().iterator().next() : rows.getOrDefault(patient, List.of());
    Require.that(
        !own.isEmpty(), "the table of positions \"%s\" has no such patient.", file.getFileName());
    return own;
  }
}
