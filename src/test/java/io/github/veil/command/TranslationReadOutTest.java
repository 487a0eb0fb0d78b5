/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import io.github.veil.image.VolumeIO;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranslationReadOutTest {

  @TempDir Path folder;

  @BeforeEach
  void writeScans() throws IOException {
    for (String name : List.of("A_T1.nii", "B_T1.tif", "C_T2.nii.gz")) {
      new VolumeIO().save(IJ.createImage(name, 30, 40, 12, 32), folder.resolve(name), false);
    }
    Files.writeString(folder.resolve("D_T1.nii"), "no scan");
  }

  private ScanSet set(String key, String pattern) throws IOException {
    return ScanSet.of(folder.toFile(), key, pattern, "");
  }

  private List<String> lines(boolean isPrivate, String plane, String range) throws IOException {
    TranslationOptions options =
        new TranslationOptions(
            "quick look",
            new TranslationOptions.SliceFields(plane, range, 0, 0, 0, 0.05, "", ""),
            new TranslationOptions.Privacy(isPrivate, 8, 0, 0, 0),
            new TranslationOptions.Schedule(100, 0, 0, 0, 0),
            new TranslationOptions.Losses("preset", 0, 0),
            new TranslationOptions.Networks("preset", 0, 0, 0, 0, "preset"),
            "");
    return TranslationReadOut.ofTraining(
        options, set("scans_x", "*_T1.*"), set("scans_y", "*_T2.*"), null, false);
  }

  @Test
  void ofTraining_countsSlicesByHeaders_andTheScansThatWillBeLeftOut() throws IOException {
    String data = lines(false, "axial", "").get(1);
    assertTrue(data.startsWith("T1: <b>24 slices</b> from 2 scans"), data);
    assertTrue(data.contains("1 to be left out"), data);
    assertTrue(data.endsWith("T2: <b>12 slices</b> from 1 scan"), data);
    data = lines(false, "sagittal", "5-9").get(1);
    assertTrue(data.startsWith("T1: <b>10 slices</b> from 2 scans"), data);
  }

  @Test
  void ofTraining_private_tellsNoiseAndEpsilonForThePatientsOfBothSets() throws IOException {
    String privacy = lines(true, "axial", "").get(2);
    assertTrue(
        privacy.matches(".*epsilon (8|7\\.\\d+)</b> for a patient after 100 of 100 steps.*"),
        privacy);
  }

  @Test
  void scanSet_openTitleThatDoesNotExist_namesTheField() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> ScanSet.of(new File("nothing"), "scans_x", "*", ""));
    assertTrue(e.getMessage().contains("scans_x"), e.getMessage());
  }

  @Test
  void names_ofTheSets_areThoseOfTheirFilePatterns_unlessTheyAreTheSame() throws IOException {
    ScanSet x = set("scans_x", "*_T1.*");
    ScanSet y = set("scans_y", "*_T2.*");
    assertEquals("T1", ScanSet.nameX(x, y));
    assertEquals("T2", ScanSet.nameY(x, y));
    assertEquals("X", ScanSet.nameX(x, x));
  }
}
