/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.WindowManager;
import ij.io.Opener;
import ij.macro.Interpreter;
import io.github.veil.image.Volume;
import io.github.veil.image.VolumeIO;
import io.github.veil.phantom.Modality;
import io.github.veil.phantom.Phantom;
import io.github.veil.phantom.PhantomConfig;
import io.github.veil.phantom.PhantomPatient;
import io.github.veil.phantom.ScannerPreset;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.imglib2.Cursor;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

class OpenSampleCohortTest {

  @TempDir Path folder;

  private CommandModule run(Object... inputs) throws Exception {
    try (Context context = new Context()) {
      return context.service(CommandService.class).run(OpenSampleCohort.class, true, inputs).get();
    }
  }

  private List<String> written() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void run_withFolder_writesImagesLabelsAndTable() throws Exception {
    CommandModule module =
        run(
            "patients",
            2,
            "modalities",
            "TOF, T1",
            "output",
            folder.toFile(),
            "format",
            "TIFF",
            "show",
            false);
    assertFalse(module.isCanceled(), module.getCancelReason());
    assertEquals(
        List.of(
            "P001_T1.tif",
            "P001_TOF.tif",
            "P001_vessels.tif",
            "P002_T1.tif",
            "P002_TOF.tif",
            "P002_vessels.tif",
            "cohort.csv",
            "veil-status.json"),
        written());
    ImagePlus image = new Opener().openImage(folder.resolve("P002_TOF.tif").toString());
    assertArrayEquals(new int[] {96, 112, 1, 40, 1}, image.getDimensions());
    assertEquals(32, image.getBitDepth());
    assertEquals("mm", image.getCalibration().getUnit());
    // TIFF holds pixels per mm as a whole number of millionths: 0.615384 for 1 / 1.625.
    assertEquals(1 / 0.615384, image.getCalibration().pixelWidth, 1e-12);
    assertEquals(88.9 / 40, image.getCalibration().pixelDepth, 1e-6);
    ImagePlus mask = new Opener().openImage(folder.resolve("P002_vessels.tif").toString());
    assertEquals(8, mask.getBitDepth());
    List<String> table = Files.readAllLines(folder.resolve("cohort.csv"));
    assertEquals("patient,age,sex,class,head_scale,ventricle_scale,yaw_degrees", table.get(0));
    assertEquals(3, table.size());
    assertTrue(table.get(2).startsWith("P002,"));
  }

  @Test
  void run_niftiAtSiteB_writesVolumesThatReadBackWithTheirOrientation() throws Exception {
    CommandModule module =
        run(
            "patients",
            1,
            "site",
            "B",
            "tissues",
            true,
            "output",
            folder.toFile(),
            "format",
            "NIfTI",
            "show",
            false);
    assertFalse(module.isCanceled(), module.getCancelReason());
    assertEquals(
        List.of(
            "P001_TOF.nii.gz",
            "P001_tissues.nii.gz",
            "P001_vessels.nii.gz",
            "cohort.csv",
            "veil-status.json"),
        written());
    PhantomPatient patient = Phantom.patient(PhantomConfig.small(1, 1, ScannerPreset.siteB()), 0);
    Volume read = new VolumeIO().open(folder.resolve("P001_TOF.nii.gz"), 0);
    for (int row = 0; row < 4; row++) {
      assertArrayEquals(patient.affine()[row], read.geometry().affine()[row], 1e-4);
    }
    Cursor<FloatType> expected = Views.flatIterable(patient.volume(Modality.TOF)).cursor();
    for (FloatType value : Views.flatIterable(read.data())) {
      assertEquals(expected.next().get(), value.get());
    }
    Volume mask = new VolumeIO().open(folder.resolve("P001_vessels.nii.gz"), 0);
    Cursor<UnsignedByteType> truth = Views.flatIterable(patient.vesselMask()).cursor();
    for (FloatType value : Views.flatIterable(mask.data())) {
      assertEquals(truth.next().get(), value.get());
    }
  }

  @Test
  void run_openImagesInBatchMode_showsThemByName() throws Exception {
    Interpreter.batchMode = true;
    try {
      CommandModule module = run("patients", 1, "seed", 5);
      assertFalse(module.isCanceled(), module.getCancelReason());
      ImagePlus shown = WindowManager.getImage("P001 vessels");
      assertEquals("mm", shown.getCalibration().getUnit());
      assertEquals(1, shown.getDisplayRangeMax());
      assertEquals(88.9 / 40, WindowManager.getImage("P001 TOF").getCalibration().pixelDepth, 1e-9);
    } finally {
      Interpreter.batchMode = false;
    }
  }

  @Test
  void run_openImagesWithoutDisplay_stillSucceeds() throws Exception {
    assertFalse(run("patients", 1).isCanceled());
  }

  @Test
  void run_existingFileWithoutOverwrite_cancelsBeforeWritingAnything() throws Exception {
    Files.writeString(folder.resolve("P001_vessels.tif"), "mine");
    CommandModule module =
        run("patients", 1, "format", "TIFF", "output", folder.toFile(), "show", false);
    assertTrue(module.isCanceled());
    assertTrue(module.getCancelReason().contains("P001_vessels.tif"), module.getCancelReason());
    assertTrue(module.getCancelReason().contains("overwrite=true"), module.getCancelReason());
    assertEquals(List.of("P001_vessels.tif", "veil-status.json"), written());
    assertEquals("mine", Files.readString(folder.resolve("P001_vessels.tif")));
  }

  @Test
  void run_spine_writesImagesMasksAndTheTableOfUnits() throws Exception {
    CommandModule module =
        run("anatomy", "spine", "patients", 1, "output", folder.toFile(), "show", false);
    assertFalse(module.isCanceled(), module.getCancelReason());
    assertEquals(
        List.of(
            "P001_T2.nii.gz",
            "P001_discs.nii.gz",
            "P001_vertebrae.nii.gz",
            "cohort.csv",
            "positions.csv",
            "veil-status.json"),
        written());
    Volume image = new VolumeIO().open(folder.resolve("P001_T2.nii.gz"), 0);
    assertArrayEquals(new long[] {112, 368, 5}, image.data().dimensionsAsLongArray());
    assertArrayEquals(new double[] {2, 2, 4}, image.geometry().voxelSize(), 1e-6);
    List<String> positions = Files.readAllLines(folder.resolve("positions.csv"));
    assertEquals(
        "patient,slice (0-based),x (pixel),y (pixel),class,age (years),sex,site,offset (mm)",
        positions.get(0));
    assertEquals(1 + 22 * 5, positions.size());
  }

  @Test
  void run_spineAsTof_cancelsWithTheChoices() throws Exception {
    CommandModule module = run("anatomy", "spine", "modalities", "TOF", "show", false);
    assertEquals(
        "The spine has no TOF images; choose T1, T2 or PD as modalities, or \"usual\".",
        module.getCancelReason());
  }

  @Test
  void run_unknownModality_cancelsWithTheRule() throws Exception {
    CommandModule module = run("modalities", "CT", "show", false);
    assertEquals(
        "The modalities must be any of TOF, T1, T2, PD separated by commas, or \"all\", but are"
            + " \"CT\".",
        module.getCancelReason());
  }

  @Test
  void run_zeroPatients_cancelsWithTheRule() throws Exception {
    CommandModule module = run("patients", 0, "show", false);
    assertTrue(module.isCanceled());
    assertTrue(module.getCancelReason().contains("between 1 and 999"), module.getCancelReason());
  }

  @Test
  void run_blankFolder_writesNothing() throws Exception {
    CommandModule module = run("patients", 1, "output", new File(""), "show", false);
    assertFalse(module.isCanceled(), module.getCancelReason());
    assertEquals(List.of(), written());
  }
}
