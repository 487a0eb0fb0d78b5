/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.ImagePlus;
import io.github.veil.core.AtomicFile;
import io.github.veil.core.Progress;
import io.github.veil.image.VolumeIO;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Makes the images of a phantom cohort, patient by patient, and writes them as files that match by
 * name ({@code P001_TOF}, {@code P001_vessels}, …), with tables.
 *
 * @param subjects the patients
 * @param folder where to write; null writes nothing
 * @param format of the written volumes
 * @param overwrite whether existing files may be replaced
 */
record SampleCohort(SampleSubjects subjects, Path folder, SampleFormat format, boolean overwrite) {

  /**
   * Makes everything. Stops after the current patient when {@code progress} is cancelled; what is
   * written by then stays, and the tables list it.
   *
   * @param files writes the volumes
   * @param show receives each image
   * @return how many patients were made: fewer than asked for when cancelled
   * @throws IOException if a file exists and may not be replaced (nothing is written then), or
   *     cannot be written
   */
  int make(VolumeIO files, Consumer<ImagePlus> show, Progress progress) throws IOException {
    refuseExisting();
    Map<String, List<List<String>>> rows = new LinkedHashMap<>();
    subjects.tables().keySet().forEach(table -> rows.put(table, new ArrayList<>()));
    int made = 0;
    for (; made < subjects.patients() && !progress.isCanceled(); made++) {
      progress.report(made, subjects.patients(), "Making patient " + (made + 1));
      SampleSubjects.Sample sample = subjects.make(made);
      for (ImagePlus image : sample.images()) {
        if (folder != null) {
          files.save(image, file(image.getTitle()), overwrite);
        }
        show.accept(image);
      }
      sample.rows().forEach((table, lines) -> rows.get(table).addAll(lines));
    }
    if (folder != null) {
      for (Map.Entry<String, List<String>> table : subjects.tables().entrySet()) {
        writeTable(table.getKey(), table.getValue(), rows.get(table.getKey()));
      }
    }
    progress.report(subjects.patients(), subjects.patients(), "Sample cohort made");
    return made;
  }

  private void refuseExisting() throws IOException {
    if (folder == null) {
      return;
    }
    for (String table : subjects.tables().keySet()) {
      AtomicFile.refuseExisting(folder.resolve(table), overwrite);
    }
    for (int i = 0; i < subjects.patients(); i++) {
      for (String title : subjects.titles(i)) {
        AtomicFile.refuseExisting(file(title), overwrite);
      }
    }
  }

  private Path file(String title) {
    return folder.resolve(title.replace(' ', '_') + format.ending());
  }

  private void writeTable(String name, List<String> columns, List<List<String>> rows)
      throws IOException {
    StringBuilder text = new StringBuilder();
    CSVFormat csv = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();
    try (CSVPrinter printer = new CSVPrinter(text, csv)) {
      printer.printRecord(columns);
      printer.printRecords(rows);
    }
    AtomicFile.text(folder.resolve(name), overwrite, text.toString());
  }
}
