/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.veil.image.VolumeIO;
import io.github.veil.image.VolumeInfo;
import io.github.veil.patch.PatchSet;
import io.github.veil.train.ModelZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The macros of the project do what they say, with small settings. */
class MacroFilesTest {

  private static final Path MACROS = Path.of("macros");

  @TempDir private Path folder;

  private int run(String name, String... arguments) throws Exception {
    Map<String, String> map = new LinkedHashMap<>();
    for (String argument : arguments) {
      String[] pair = argument.split("=", 2);
      map.put(pair[0], pair[1]);
    }
    return RunMacro.run(MACROS.resolve(name), map, false);
  }

  @Test
  @Tag("slow")
  void taskMacros_oneAfterTheOther_leadFromNothingToSyntheticImages() throws Exception {
    Path volumes = folder.resolve("my volumes");
    Path patches = folder.resolve("patches.tif");
    Path model = folder.resolve("model");
    Path synthetic = folder.resolve("synthetic");
    assertEquals(0, run("sample_cohort.ijm", "output=" + volumes, "patients=2"));
    assertEquals(
        0, run("extract_patches.ijm", "input=" + volumes, "output=" + patches, "per_patient=60"));
    assertEquals(120, PatchSet.open(patches).count());
    assertEquals(
        0,
        run(
            "train_private_gan.ijm",
            "patches=" + patches,
            "output=" + model,
            "iterations=3",
            "batch_size=16"));
    Path zip = model.resolve("model.zip");
    assertTrue(ModelZip.card(zip).privateTraining());
    assertEquals(0, run("generate_images.ijm", "model=" + zip, "output=" + synthetic, "count=5"));
    assertEquals(5, PatchSet.open(synthetic.resolve("synthetic.tif")).count());
    assertTrue(Files.exists(synthetic.resolve("privacy.html")));
  }

  @Test
  @Tag("slow")
  void fullPipeline_smallSettings_endsWithImagesAndStatement() throws Exception {
    Path out = folder.resolve("out");
    assertEquals(0, run("full_pipeline.ijm", "output=" + out, "patients=1", "iterations=2"));
    assertEquals(100, PatchSet.open(out.resolve("synthetic/synthetic.tif")).count());
    assertTrue(Files.exists(out.resolve("model/privacy.html")));
  }

  @Test
  @Tag("slow")
  void translate_smallSettings_endsWithTranslatedScansOnTheirGrids() throws Exception {
    Path out = folder.resolve("out");
    String[] small = {"output=" + out, "patients=1", "steps=3", "width=4"};
    assertEquals(0, run("translate_mri.ijm", small));
    for (int patient = 1; patient <= 3; patient++) {
      VolumeInfo in = new VolumeIO().info(out.resolve("new/P00" + patient + "_T1.nii.gz"));
      VolumeInfo translated =
          new VolumeIO().info(out.resolve("translated/P00" + patient + "_T1_to_T2.nii.gz"));
      assertArrayEquals(in.shape(), translated.shape());
      assertArrayEquals(in.geometry().voxelSize(), translated.geometry().voxelSize());
      assertArrayEquals(in.geometry().affine()[1], translated.geometry().affine()[1]);
    }
  }

  /** Three patients, the one in the middle cut off. */
  private Path cohorts() throws Exception {
    Path cohorts = folder.resolve("cohorts");
    Path site = cohorts.resolve("site-a");
    assertEquals(0, run("sample_cohort.ijm", "output=" + site, "patients=3"));
    Path broken = site.resolve("P002_TOF.nii.gz");
    Files.write(broken, java.util.Arrays.copyOf(Files.readAllBytes(broken), 5000));
    return cohorts;
  }

  @Test
  void batch_brokenPatientInTheMiddle_isReportedAndTheStatusTells() throws Exception {
    Path cohorts = cohorts();
    Path out = folder.resolve("out");
    String[] arguments = {"input=" + cohorts, "output=" + out, "per_patient=20"};
    assertEquals(3, run("batch_folder.ijm", arguments));
    Path tif = out.resolve("site-a/patches.tif");
    assertEquals(
        List.of("P001", "P003"),
        PatchSet.open(tif).rows().stream().map(row -> row.patient()).distinct().toList());
    String report = Files.readString(out.resolve("site-a/report.csv"));
    assertTrue(report.contains("P001,20,\"\""), report);
    assertTrue(report.matches("(?s).*P002,0,\"Skipped: .*P002_TOF.*"), report);
    JsonNode status = new ObjectMapper().readTree(out.resolve("site-a/veil-status.json").toFile());
    assertFalse(status.get("ok").asBoolean());
    assertEquals(1, status.get("leftOut").size());
    assertTrue(status.get("leftOut").get(0).asText().startsWith("Patient P002: Skipped: "));
    assertTrue(status.get("macro").asText().startsWith("run(\"Extract Patches\", \"label= "));
    byte[] before = Files.readAllBytes(tif);
    Files.write(tif, new byte[] {1});
    assertEquals(0, run("batch_folder.ijm", arguments), "what exists is kept");
    assertArrayEquals(new byte[] {1}, Files.readAllBytes(tif));
    assertEquals(
        3,
        run(
            "batch_folder.ijm",
            Stream.concat(Stream.of(arguments), Stream.of("overwrite=true"))
                .toArray(String[]::new)));
    assertArrayEquals(before, Files.readAllBytes(tif));
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
  }

  @Test
  void keepGoing_aCommandThatFails_isLeftOutAndTheNextOneRuns() throws Exception {
    Path macro = folder.resolve("two.ijm");
    Path done = folder.resolve("done.txt");
    String fail =
        "run(\"Generate Synthetic Images\", \"model=[" + folder + "/none.zip] count=2\");\n";
    write(macro, fail + "File.saveString(\"yes\", \"" + done + "\");");
    assertThrows(MacroException.class, () -> RunMacro.run(macro, Map.of(), false));
    assertFalse(Files.exists(done));
    assertEquals(3, RunMacro.run(macro, Map.of(), true));
    assertTrue(Files.exists(done));
  }

  @Test
  void keepGoing_aCommandThatIsCalledWrongly_endsTheMacro() throws Exception {
    Path macro = folder.resolve("wrong.ijm");
    write(macro, "run(\"Generate Synthetic Images\", \"modle=x.zip\");");
    assertThrows(MacroException.class, () -> RunMacro.run(macro, Map.of(), true));
  }
}
