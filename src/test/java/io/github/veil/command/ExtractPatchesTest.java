/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import ij.io.FileSaver;
import ij.macro.Interpreter;
import ij.measure.ResultsTable;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSet;
import io.github.veil.patch.PatchTable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.module.Module;
import org.scijava.task.event.TaskEvent;

class ExtractPatchesTest {

  @TempDir Path folder;

  private Context context;
  private ImagePlus label;

  @BeforeEach
  void start() {
    context = new Context();
    label = vessels("vessels", 3);
    Interpreter.batchMode = true;
    Interpreter.addBatchModeImage(label);
  }

  @AfterEach
  void stop() {
    for (int id : Interpreter.getBatchModeImageIDs()) {
      Interpreter.removeBatchModeImage(WindowManager.getImage(id));
    }
    Interpreter.batchMode = false;
    WindowManager.setTempCurrentImage(null);
    context.dispose();
  }

  /** 16-bit, 60 x 50 x 12, values 0 to 999. */
  private static ImagePlus head(String title, long seed) {
    Random random = new Random(seed);
    ImageStack stack = new ImageStack(60, 50);
    for (int z = 0; z < 12; z++) {
      short[] pixels = new short[60 * 50];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (short) random.nextInt(1000);
      }
      stack.addSlice(null, pixels);
    }
    return calibrated(new ImagePlus(title, stack));
  }

  /** 8-bit, 255 in about 2 % of the voxels. */
  private static ImagePlus vessels(String title, long seed) {
    Random random = new Random(seed);
    ImageStack stack = new ImageStack(60, 50);
    for (int z = 0; z < 12; z++) {
      byte[] pixels = new byte[60 * 50];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (byte) (random.nextInt(50) == 0 ? 255 : 0);
      }
      stack.addSlice(null, pixels);
    }
    return calibrated(new ImagePlus(title, stack));
  }

  private static ImagePlus calibrated(ImagePlus image) {
    image.getCalibration().pixelWidth = 0.5;
    image.getCalibration().pixelHeight = 0.625;
    image.getCalibration().pixelDepth = 0.75;
    image.getCalibration().setUnit("mm");
    return image;
  }

  private Module run(Object... keysAndValues) throws Exception {
    Map<String, Object> inputs = new HashMap<>(Map.of("patch_size", 16, "patches_per_patient", 40));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      inputs.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return context.service(CommandService.class).run(ExtractPatches.class, true, inputs).get();
  }

  private static String reason(Module module) {
    assertTrue(((Cancelable) module).isCanceled(), "the command should have been cancelled");
    return ((Cancelable) module).getCancelReason();
  }

  private static ImagePlus patches(Module module) {
    Cancelable cancelable = (Cancelable) module;
    assertFalse(cancelable.isCanceled(), cancelable.getCancelReason());
    return (ImagePlus) module.getOutput("patches");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void savePatient(String id, long seed) {
    save(head(id, seed), id + "_TOF.tif");
    save(vessels(id, seed + 1), id + "_vessels.tif");
  }

  private void save(ImagePlus image, String name) {
    assertTrue(new FileSaver(image).saveAsTiff(folder.resolve(name).toString()));
  }

  @Test
  void run_imageAndLabelTitle_showsACalibratedNamedHyperstack() throws Exception {
    ImagePlus image = head("head.tif", 1);
    ImagePlus shown =
        patches(
            run(
                "image",
                image,
                "label",
                "vessels",
                "scaling",
                "range",
                "range_min",
                0,
                "range_max",
                999));
    assertEquals("head patches", shown.getTitle());
    assertEquals(2, shown.getNChannels());
    assertEquals(40, shown.getNSlices());
    assertEquals(0.5, shown.getCalibration().pixelWidth);
    assertEquals(0.625, shown.getCalibration().pixelHeight);
    assertEquals("mm", shown.getCalibration().getUnit());
    ResultsTable results = ResultsTable.getResultsTable();
    assertEquals(1, results.size());
    assertEquals("head", results.getStringValue("Patient", 0));
    assertEquals(40, results.getValue("Patches", 0));
    assertEquals(20, results.getValue("Centred", 0));
  }

  @Test
  void run_outputFile_holdsTheCropsOfImageAndLabelInTheOtherPlanesToo() throws Exception {
    ImagePlus image = head("head", 1);
    File tif = folder.resolve("out/set.tif").toFile();
    Module module =
        run(
            "image",
            image,
            "label",
            "vessels",
            "scaling",
            "range",
            "range_min",
            0,
            "range_max",
            999,
            "output",
            tif,
            "show",
            false,
            "plane",
            "coronal",
            "patch_size",
            12);
    assertNull(patches(module));
    PatchSet set = PatchSet.open(tif.toPath());
    float[] pixels = new float[2 * 12 * 12];
    for (PatchRow row : set.rows()) {
      set.read(row.patch(), pixels, 0);
      for (int v = 0; v < 12; v++) {
        for (int u = 0; u < 12; u++) {
          int x = row.x() - 6 + u;
          int z = row.y() - 6 + v;
          int raw = image.getStack().getProcessor(z + 1).get(x, row.slice());
          assertEquals(raw * 2 / 999.0 - 1, pixels[v * 12 + u], 2e-5);
          int mask = label.getStack().getProcessor(z + 1).get(x, row.slice());
          assertEquals(mask > 0 ? 1f : -1f, pixels[144 + v * 12 + u]);
        }
      }
    }
    ImagePlus opened = IJ.openImage(tif.toString());
    assertEquals(0.5, opened.getCalibration().pixelWidth, 1e-9);
    assertEquals(0.75, opened.getCalibration().pixelHeight, 1e-9);
    assertEquals(0.625, opened.getCalibration().pixelDepth, 1e-9);
  }

  @Test
  void run_labelAbove_equalsTheLabelImageMadeByThresholding() throws Exception {
    ImagePlus image = head("head", 1);
    ImagePlus mask = head("mask", 1);
    for (int z = 1; z <= 12; z++) {
      mask.getStack().getProcessor(z).subtract(900);
    }
    Interpreter.addBatchModeImage(mask);
    ImagePlus byThreshold = patches(run("image", image, "label_above", "900"));
    ImagePlus byMask = patches(run("image", image, "label", "mask"));
    for (int i = 1; i <= byMask.getStackSize(); i++) {
      assertArrayEquals(
          (short[]) byMask.getStack().getPixels(i), (short[]) byThreshold.getStack().getPixels(i));
    }
  }

  @Test
  void run_withoutLabel_cutsImagesOnly() throws Exception {
    ImagePlus shown = patches(run("image", head("head", 1)));
    assertEquals(1, shown.getNChannels());
    assertEquals(40, shown.getStackSize());
  }

  @Test
  void run_folderWithOneBadPatient_cutsTheOthersAndReportsIt() throws Exception {
    savePatient("P1", 1);
    savePatient("P2", 5);
    savePatient("P3", 9);
    Files.write(folder.resolve("P2_TOF.tif"), new byte[100]);
    save(head("P4", 20), "P4_TOF.tif");
    Path classes = folder.resolve("classes.csv");
    Files.writeString(classes, "patient,class\nP1,old\nP2,old\nP3,young\nP4,old\n");
    ImagePlus shown =
        patches(
            run(
                "folder",
                folder.toFile(),
                "class_table",
                classes.toFile(),
                "output",
                folder.resolve("set.tif").toFile()));
    assertEquals(folder.getFileName() + " patches", shown.getTitle());
    assertEquals(80, shown.getNSlices());
    PatchSet set = PatchSet.of(shown);
    assertEquals("P3", set.rows().get(79).patient());
    assertEquals("young", set.rows().get(79).className());
    ResultsTable results = ResultsTable.getResultsTable();
    assertEquals(4, results.size());
    Map<String, String> notes = new HashMap<>();
    for (int row = 0; row < 4; row++) {
      notes.put(results.getStringValue("Patient", row), results.getStringValue("Note", row));
    }
    assertEquals("", notes.get("P1"));
    assertTrue(notes.get("P2").contains("P2_TOF.tif"), notes.get("P2"));
    assertTrue(notes.get("P4").contains("no label"), notes.get("P4"));
  }

  @Test
  void run_list_cutsItsPatients() throws Exception {
    savePatient("P1", 1);
    savePatient("P2", 5);
    Path list = folder.resolve("cohort.csv");
    Files.writeString(
        list,
        "patient,image,label,class\nA,P1_TOF.tif,P1_vessels.tif,x\nB,P2_TOF.tif,P2_vessels.tif,y\n");
    ImagePlus shown = patches(run("list", list.toFile()));
    assertEquals("cohort patches", shown.getTitle());
    assertEquals(80, shown.getNSlices());
  }

  @Test
  void run_twice_refusesToOverwriteUnlessToldSo() throws Exception {
    ImagePlus image = head("head", 1);
    File tif = folder.resolve("set.tif").toFile();
    assertNotNull(patches(run("image", image, "output", tif)));
    byte[] first = Files.readAllBytes(tif.toPath());
    assertTrue(reason(run("image", image, "output", tif, "seed", 2)).contains("overwrite=true"));
    assertArrayEquals(first, Files.readAllBytes(tif.toPath()));
    assertNotNull(patches(run("image", image, "output", tif, "overwrite", true)));
    assertArrayEquals(first, Files.readAllBytes(tif.toPath()), "same seed, same file");
  }

  @Test
  void run_badInputs_areCancelledWithASentenceAndLeaveNothing() throws Exception {
    ImagePlus image = head("head", 1);
    File tif = folder.resolve("set.tif").toFile();
    assertTrue(reason(run("output", tif)).contains("No image is open"));
    assertTrue(reason(run("image", image, "label", "none")).contains("\"vessels\""));
    assertTrue(reason(run("image", image, "label_above", "x")).contains("must be a number"));
    assertTrue(reason(run("image", image, "output", tif, "patch_size", 7)).contains("at least 8"));
    assertTrue(reason(run("image", image, "output", tif, "patch_size", 51)).contains("at most 50"));
    assertTrue(reason(run("image", image, "centred_share", 1.5)).contains("between 0.0 and 1.0"));
    assertTrue(reason(run("image", image, "scaling", "zscore")).contains("percentiles"));
    assertTrue(reason(run("image", image, "show", false)).contains("nothing would be kept"));
    assertTrue(
        reason(run("image", image, "output", folder.resolve("set.png").toFile())).contains(".tif"));
    assertTrue(reason(run("folder", folder.toFile(), "output", tif)).contains("No patient found"));
    assertEquals(List.of("veil-status.json"), names());
  }

  /** Cancels as the button in the task list does. */
  public static final class Canceller {
    private boolean done;

    @EventHandler
    void onTask(TaskEvent event) {
      if (!done) {
        done = true;
        event.getTask().cancel("by the test");
      }
    }
  }

  @Test
  void run_cancelledTask_stopsAndLeavesNothing() throws Exception {
    Canceller canceller = new Canceller();
    context.service(EventService.class).subscribe(canceller);
    File tif = folder.resolve("set.tif").toFile();
    Module module = run("image", head("head", 1), "label", "vessels", "output", tif);
    assertTrue(reason(module).contains("cancelled"), reason(module));
    assertEquals(List.of("veil-status.json"), names());
  }

  @Test
  void run_tableOfPositions_cutsThereWithTheTablesClassesAndAttributes() throws Exception {
    Path table = folder.resolve("positions.csv");
    Files.writeString(
        table,
        """
        patient,slice (0-based),x (pixel),y (pixel),class,age (years)
        head,3,20,30,L1,63
        head,3,25,18,L2,
        head,11,8,8,,63
        head,0,2,30,L3,63
        """);
    Module module =
        run(
            "image",
            head("head", 5),
            "positions",
            table.toFile(),
            "scaling",
            "none",
            "output",
            folder.resolve("cut.tif").toFile());
    assertEquals(3, patches(module).getNSlices());
    List<PatchRow> rows = PatchTable.read(folder.resolve("cut.csv"));
    assertEquals(List.of("L1", "L2", ""), rows.stream().map(PatchRow::className).toList());
    assertEquals(List.of("63", "", "63"), rows.stream().map(row -> row.cell("age")).toList());
    assertEquals(List.of(20, 25, 8), rows.stream().map(PatchRow::x).toList());
    String note =
        PatchSet.open(folder.resolve("cut.tif")).info().orElseThrow().patients().get(0).note();
    assertTrue(note.startsWith("1 of 4 positions were left out: a window of 16 pixels"), note);
    assertTrue(note.contains("1 of 3 positions name no class."), note);
  }

  /** Cutting again at the places of a patch table gives the same patches. */
  @Test
  void run_tableOfAnotherPatchSet_cutsTheSamePatches() throws Exception {
    ImagePlus image = head("head", 5);
    run("image", image, "output", folder.resolve("first.tif").toFile(), "show", false);
    run(
        "image",
        image,
        "positions",
        folder.resolve("first.csv").toFile(),
        "output",
        folder.resolve("second.tif").toFile(),
        "show",
        false);
    PatchSet first = PatchSet.open(folder.resolve("first.tif"));
    PatchSet second = PatchSet.open(folder.resolve("second.tif"));
    assertEquals(40, second.count());
    float[] a = new float[16 * 16];
    float[] b = new float[16 * 16];
    for (int i = 0; i < 40; i++) {
      first.read(i, a, 0);
      second.read(i, b, 0);
      assertArrayEquals(a, b);
    }
  }

  @Test
  void run_positionsWithoutANumber_cancelsNamingTheLine() throws Exception {
    Path table = folder.resolve("positions.csv");
    Files.writeString(table, "patient,slice,x,y\nhead,3,20,30\nhead,3,,18\n");
    String reason = reason(run("image", head("head", 5), "positions", table.toFile()));
    assertEquals(
        "Line 3 of \""
            + table
            + "\" has no position; patient, slice, x and y (0-based) must be"
            + " filled in.",
        reason);
  }

  @Test
  void run_positionsOfOtherPatients_cancelsNamingTheTable() throws Exception {
    Path table = folder.resolve("positions.csv");
    Files.writeString(table, "patient,slice,x,y\nP1,3,20,30\nP2,3,20,30\n");
    String reason = reason(run("image", head("head", 5), "positions", table.toFile()));
    assertTrue(reason.contains("positions.csv\" has no such patient"), reason);
  }
}
