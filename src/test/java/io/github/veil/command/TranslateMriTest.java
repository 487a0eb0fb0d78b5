/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import ij.macro.Interpreter;
import io.github.veil.image.Geometry;
import io.github.veil.image.ImagePlusVolumes;
import io.github.veil.image.VolumeIO;
import io.github.veil.patch.Plane;
import io.github.veil.train.cycle.CycleCard;
import io.github.veil.train.cycle.CycleModelZip;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

/** Translate MRI through SciJava's front door, with networks that have learnt next to nothing. */
class TranslateMriTest {

  /** Turned by 30 degrees about x and 20 about z, mirrored in x, with an origin. */
  private static final Geometry ROTATED =
      new Geometry(
          new double[] {0.5, 0.75, 1.25},
          "mm",
          new double[][] {
            {-0.469846310, -0.222148837, 0.213763045, 90.5},
            {-0.171010072, 0.610347906, -0.587308140, -126.25},
            {0, 0.375, 1.082531755, -72.125},
            {0, 0, 0, 1}
          });

  @TempDir static Path folder;

  private static Context context;
  private static Path model;
  private static CommandModule trained;

  @BeforeAll
  static void train() throws Exception {
    context = new Context();
    for (int patient = 1; patient <= 3; patient++) {
      write("sets/P00" + patient + "_T1.nii.gz", patient, ROTATED);
      write("sets/P00" + (patient + 3) + "_T2.tif", -patient, ROTATED);
    }
    Files.writeString(folder.resolve("sets/P002_T1.nii.gz"), "this is no scan");
    trained = run("scans_x", folder("sets"), "scans_y", folder("sets"), "output", folder("model"));
    model = folder.resolve("model/model.zip");
  }

  @AfterAll
  static void dispose() {
    context.dispose();
  }

  private static File folder(String name) {
    return folder.resolve(name).toFile();
  }

  /** A scan of 36 x 40 x 5 voxels. */
  private static ImagePlus scan(String title, double slope) {
    ImageStack stack = new ImageStack(36, 40);
    for (int z = 0; z < 5; z++) {
      float[] pixels = new float[36 * 40];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (float) (500 + slope * (i % 36 + 3 * z) + 2 * Math.sin(i / 36 * slope));
      }
      stack.addSlice("z" + z, pixels);
    }
    return new ImagePlus(title, stack);
  }

  private static void write(String name, double slope, Geometry geometry) throws IOException {
    ImagePlus image = scan(name, slope);
    ImagePlusVolumes.setGeometry(image, geometry);
    new VolumeIO().save(image, folder.resolve(name), true);
  }

  private static CommandModule run(Object... inputs) throws Exception {
    Object[] small = {
      "preset", "quick look", "working_size", 64, "width", 4, "steps", 3, "seed", "1"
    };
    return context
        .service(CommandService.class)
        .run(TranslateMri.class, true, Stream.of(small, inputs).flatMap(Stream::of).toArray())
        .get();
  }

  private static CommandModule apply(Object... inputs) throws Exception {
    Object[] fixed = {"mode", "apply", "model", model.toFile()};
    return run(Stream.of(fixed, inputs).flatMap(Stream::of).toArray());
  }

  private static JsonNode status(String name) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(name + "/veil-status.json").toFile());
  }

  @Test
  void train_twoSetsInOneFolder_leavesModelHistoryChartAndPreview() throws IOException {
    assertNull(trained.getCancelReason());
    for (String name :
        List.of("model.zip", "history.csv", "loss.png", "preview.tif", "privacy.html")) {
      assertTrue(Files.size(folder.resolve("model").resolve(name)) > 0, name);
    }
    CycleCard card = CycleModelZip.card(model);
    assertEquals("T1", card.slices().nameX());
    assertEquals("T2", card.slices().nameY());
    assertEquals(Plane.AXIAL, card.slices().config().plane());
    assertEquals(10, card.countX());
    assertEquals(15, card.countY());
  }

  @Test
  void train_brokenScan_isLeftOutAndTheStatusTells() throws IOException {
    JsonNode status = status("model");
    assertFalse(status.get("ok").asBoolean());
    assertEquals(1, status.get("leftOut").size());
    String text = status.get("leftOut").get(0).asText();
    assertTrue(text.startsWith("Patient P002 of T1: "), text);
    assertTrue(status.get("message").asText().contains("promises no privacy"), status.toString());
  }

  @Test
  void train_private_showsNoSliceAndNoLoss_andTheStatementSaysWhoIsProtected() throws Exception {
    CommandModule module =
        run(
            "scans_x",
            folder("sets"),
            "scans_y",
            folder("sets"),
            "output",
            folder("private"),
            "privacy",
            true,
            "target_epsilon",
            3);
    assertNull(module.getCancelReason());
    JsonNode statement =
        new ObjectMapper().readTree(folder.resolve("private/privacy.json").toFile());
    assertTrue(statement.get("epsilon").asDouble() <= 3, statement.toString());
    assertTrue(statement.toString().contains("anatomy one to one"), statement.toString());
    assertFalse(Files.exists(folder.resolve("private/preview.tif")));
    assertFalse(Files.exists(folder.resolve("private/loss.png")));
    assertNull(module.getOutput("result"));
  }

  @Test
  void apply_folderWithABadFileInTheMiddle_translatesTheOthersOntoTheirGrids() throws Exception {
    CommandModule module = apply("scans_x", folder("sets"), "output", folder("translated"));
    assertNull(module.getCancelReason());
    for (String patient : List.of("P001", "P003")) {
      VolumeIO io = new VolumeIO();
      ImagePlus in = io.openImage(folder.resolve("sets/" + patient + "_T1.nii.gz"));
      ImagePlus out = io.openImage(folder.resolve("translated/" + patient + "_T1_to_T2.nii.gz"));
      assertArrayEquals(in.getDimensions(), out.getDimensions());
      Geometry before = ImagePlusVolumes.geometry(in);
      Geometry after = ImagePlusVolumes.geometry(out);
      assertArrayEquals(before.voxelSize(), after.voxelSize());
      for (int row = 0; row < 4; row++) {
        assertArrayEquals(before.affine()[row], after.affine()[row], 1e-5);
      }
    }
    assertFalse(Files.exists(folder.resolve("translated/P002_T1_to_T2.nii.gz")));
    JsonNode status = status("translated");
    assertEquals(1, status.get("leftOut").size());
    assertTrue(status.get("leftOut").get(0).asText().startsWith("P002_T1.nii.gz: "));
    assertTrue(status.get("message").asText().contains("promises no privacy"));
  }

  @Test
  void apply_openImage_givesAnImageWithItsCalibrationAndLabels() throws Exception {
    ImagePlus open = scan("my scan", 2);
    open.getCalibration().pixelWidth = 0.9;
    open.getCalibration().pixelDepth = 3;
    open.getCalibration().setUnit("mm");
    Interpreter.batchMode = true;
    Interpreter.addBatchModeImage(open);
    try {
      CommandModule module = apply("scans_y", new File("my scan"), "direction", "Y to X");
      assertNull(module.getCancelReason());
      ImagePlus image = (ImagePlus) module.getOutput("result");
      assertEquals("my scan_to_T1", image.getTitle());
      assertArrayEquals(open.getDimensions(), image.getDimensions());
      assertEquals(0.9, image.getCalibration().pixelWidth);
      assertEquals(3, image.getCalibration().pixelDepth);
      assertEquals("z2", image.getStack().getSliceLabel(3));
      float[] pixels = (float[]) image.getStack().getPixels(3);
      for (float pixel : pixels) {
        assertTrue(pixel >= 0 && pixel <= 1, "0 to 1 stands for the percentiles of T1");
      }
      Interpreter.removeBatchModeImage(image);
    } finally {
      Interpreter.removeBatchModeImage(open);
      WindowManager.setTempCurrentImage(null);
      Interpreter.batchMode = false;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mode        | predict  | mode must be train or apply",
        "range_x     | 10       | range_x must be two numbers",
        "slice_range | 5 to 9   | slice_range must be two numbers",
        "working_size| 50       | working size must be a multiple of 8",
        "scans_y     | no image | Set Y (there is no such file)",
        "preset      | good     | There is no preset \"good\"",
      })
  void train_wrongField_isNamed(String key, String value, String part) throws Exception {
    Object wrong =
        switch (key) {
          case "working_size" -> Integer.parseInt(value);
          case "scans_y" -> new File(value);
          default -> value;
        };
    CommandModule module =
        run(
            "scans_x",
            folder("sets"),
            "scans_y",
            folder("sets"),
            "output",
            folder("wrong"),
            key,
            wrong);
    String reason = module.getCancelReason();
    assertTrue(reason != null && reason.contains(part), reason);
    assertFalse(Files.exists(folder.resolve("wrong/model.zip")));
  }

  @Test
  void apply_withoutModelOrFolder_saysWhatIsMissing() throws Exception {
    CommandModule module = run("mode", "apply", "scans_x", folder("sets"));
    assertTrue(module.getCancelReason().contains("model is blank"), module.getCancelReason());
    module = apply("scans_x", folder("sets"));
    assertTrue(module.getCancelReason().contains("output is blank"), module.getCancelReason());
  }

  @Test
  void apply_imageWithOtherChannels_isRefusedByName() throws Exception {
    ImageStack stack = scan("two", 2).getStack();
    stack.deleteLastSlice();
    ImagePlus two = new ImagePlus("two", stack);
    two.setDimensions(2, 2, 1);
    Path file = folder.resolve("two.tif");
    new VolumeIO().save(two, file, true);
    CommandModule module = apply("scans_x", file.toFile());
    assertTrue(
        module.getCancelReason().contains("has 2 channels, but the model translates scans with 1"),
        module.getCancelReason());
  }
}
