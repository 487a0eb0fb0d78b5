/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ij.ImagePlus;
import ij.io.Opener;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

/** Evaluate Synthetic Data through SciJava's front door, with all that it can be given. */
@Tag("slow")
class EvaluateSyntheticDataTest {

  @TempDir static Path folder;

  private static CommandModule first;
  private static CommandModule again;

  @BeforeAll
  static void evaluate() throws Exception {
    try (Context context = new Context()) {
      CommandService commands = context.service(CommandService.class);
      String data = folder.resolve("data").toString();
      run(
          commands,
          OpenSampleCohort.class,
          Stream.of("patients", 8, "modalities", "TOF", "seed", 4, "format", "TIFF"),
          Stream.of("output", data, "show", false));
      // The "translated" set: other patches of the real patients, which bear their ids.
      cut(commands, "train", "P00[1-3]", 1);
      cut(commands, "heldout", "P00[45]", 1);
      cut(commands, "fresh", "P006", 1);
      cut(commands, "translated", "P00[1-5]", 2);
      Object[] inputs = {
        "train",
        file("train"),
        "held_out",
        file("heldout"),
        "synthetic",
        file("fresh") + ";" + file("translated"),
        "test_folder",
        data,
        "image_pattern",
        "P00[78]_TOF.*",
        "label_pattern",
        "P007_vessels.*",
        "output",
        folder.resolve("report").toString(),
        "unet_width",
        4,
        "epochs",
        1,
        "show",
        false
      };
      first = run(commands, EvaluateSyntheticData.class, Stream.of(inputs), Stream.empty());
      again = run(commands, EvaluateSyntheticData.class, Stream.of(inputs), Stream.empty());
    }
  }

  private static void cut(CommandService commands, String name, String patients, int seed)
      throws Exception {
    CommandModule cut =
        run(
            commands,
            ExtractPatches.class,
            Stream.of("folder", folder.resolve("data").toString(), "output", file(name)),
            Stream.of(
                "image_pattern",
                patients + "_TOF.*",
                "label_pattern",
                patients + "_vessels.*",
                "class_table",
                folder.resolve("data/cohort.csv").toString(),
                "patch_size",
                32,
                "patches_per_patient",
                20,
                "seed",
                seed,
                "show",
                false));
    assertNull(cut.getCancelReason());
  }

  private static CommandModule run(
      CommandService commands, Class<? extends Command> command, Stream<?> some, Stream<?> more)
      throws Exception {
    return commands.run(command, true, Stream.concat(some, more).toArray()).get();
  }

  private static String file(String name) {
    return folder.resolve(name + ".tif").toString();
  }

  private static List<String> table(String beginning) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("report"))) {
      Path found =
          files
              .filter(file -> file.getFileName().toString().startsWith(beginning))
              .filter(file -> file.toString().endsWith(".csv"))
              .findFirst()
              .orElseThrow();
      return Files.readAllLines(found);
    }
  }

  @Test
  void run_testPatientWithoutLabel_isNamedInReportAndStatus() throws IOException {
    assertNull(first.getCancelReason());
    JsonNode status =
        new ObjectMapper().readTree(folder.resolve("report/veil-status.json").toFile());
    String sentence =
        "Test patient P008 (own site) was left out. Skipped: no label matches \"P007_vessels.*\".";
    assertEquals(List.of(sentence), ((EvaluateSyntheticData) first.getCommand()).leftOut());
    assertFalse(status.path("ok").asBoolean());
    String page = Files.readString(folder.resolve("report/report.html"));
    assertTrue(page.contains("P008 (own site) was left out"));
  }

  @Test
  void run_segmentation_hasEveryMeasureByPatientInVoxelsAndMillimetres() throws IOException {
    List<String> lines = table("segmentation-by-patient");
    assertEquals(
        "Trained on,Patient,dice,sensitivity,bAHD (voxel),bAHD (mm),AHD (voxel),AHD (mm),"
            + "HD95 (voxel),HD95 (mm)",
        lines.get(0));
    assertEquals(
        List.of("real,P007", "fresh,P007", "translated,P007"),
        lines.stream().skip(1).map(line -> line.replaceAll("^([^,]*,[^,]*).*", "$1")).toList());
  }

  @Test
  void run_errorMaps_areOneColourStackPerTrainingSetAndPatient() {
    File[] maps = folder.resolve("report/error-maps").toFile().listFiles();
    assertEquals(3, maps.length);
    for (File map : maps) {
      ImagePlus stack = new Opener().openImage(map.getPath());
      assertEquals(ImagePlus.COLOR_RGB, stack.getType());
      assertEquals(40, stack.getStackSize());
    }
  }

  @Test
  void run_classes_giveAccuracyAndAConfusionMatrixForEachTrainingSet() throws IOException {
    assertEquals(
        "Trained on,Patches,Accuracy,Balanced accuracy",
        table("classification-of-real-patches").get(0));
    assertEquals(4, table("classification-of-real-patches").size());
    for (String set : List.of("real", "fresh", "translated")) {
      assertTrue(table("confusion-matrix-trained-on-" + set).size() >= 2, set);
    }
  }

  @Test
  void run_scansThatBearPatientsIds_areTraced() throws IOException {
    List<String> lines = table("re-identification");
    assertEquals(3, lines.size(), "\"fresh\" has no patient among the real ones: " + lines);
    assertTrue(lines.get(2).startsWith("translated,all images of a scan,5,5,"), lines.get(2));
  }

  @Test
  void run_again_doesNotReplaceTheReport() {
    assertTrue(again.getCancelReason().contains("report.html"), again.getCancelReason());
  }
}
