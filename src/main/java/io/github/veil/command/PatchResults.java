/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchTable;
import io.github.veil.patch.PatientSummary;
import java.util.List;

/** The tables that Extract Patches leaves open. */
final class PatchResults {

  private PatchResults() {}

  /** Makes one row per patient the system's "Results" table, which macros read by getResult. */
  static void showSummary(List<PatientSummary> patients) {
    ResultsTable table = new ResultsTable();
    for (PatientSummary patient : patients) {
      table.incrementCounter();
      table.addValue("Patient", patient.patient());
      table.addValue("Class", patient.className());
      table.addValue("Patches", patient.patches());
      table.addValue("Centred", patient.centred());
      table.addValue("Random", patient.random());
      table.addValue("Foreground (voxels)", patient.foregroundVoxels());
      table.addValue("Possible centres (pixels)", patient.candidates());
      table.addValue("Note", patient.note());
    }
    Analyzer.setResultsTable(table);
    table.show("Results");
  }

  /** Shows one row per patch in a table of its own, where there is a screen. */
  static void showPatches(List<PatchRow> rows) {
    ResultsTable table = new ResultsTable();
    for (PatchRow row : rows) {
      table.incrementCounter();
      List<Object> cells = PatchTable.cells(row);
      for (int i = 0; i < cells.size(); i++) {
        add(table, PatchTable.COLUMNS.get(i), cells.get(i));
      }
    }
    table.show("Patches");
  }

  /** Adds a number or text to the current row. */
  static void add(ResultsTable table, String column, Object cell) {
    if (cell instanceof Number number) {
      table.addValue(column, number.doubleValue());
    } else {
      table.addValue(column, cell.toString());
    }
  }
}
