/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import ij.IJ;
import ij.ImagePlus;
import io.github.veil.evaluate.EvaluationConfig;
import io.github.veil.evaluate.EvaluationInput;
import io.github.veil.evaluate.Question;
import io.github.veil.evaluate.SyntheticSet;
import io.github.veil.image.VolumeIO;
import io.github.veil.patch.Cohort;
import io.github.veil.patch.CohortFolder;
import io.github.veil.patch.CohortRules;
import io.github.veil.patch.ExtractionConfig;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSet;
import io.github.veil.patch.PatchSetInfo;
import io.github.veil.patch.PatchSetWriter;
import io.github.veil.patch.PatchSource;
import io.github.veil.patch.PixelSize;
import io.github.veil.train.GanPresets;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;

class ReadOutTest {

  @TempDir private Path folder;

  @Test
  void of_sameFields_isNotComputedAgain() {
    ReadOut readOut = new ReadOut(2);
    String first = readOut.of("a", () -> List.of("one", "two"));
    assertTrue(first.contains("one<br>two"), first);
    assertEquals(first, readOut.of("a", () -> fail("computed twice")));
    assertTrue(readOut.of("b", () -> List.of("three")).contains("three"));
  }

  @Test
  void broken_longText_keepsTagsWhole() {
    String word = "<font color=\"#b00000\">abcdefghi</font>";
    List<String> lines = MessageText.broken((word + " ").repeat(20));
    assertEquals(3, lines.size());
    assertEquals((word + " ").repeat(8).strip(), lines.get(0));
    assertEquals((word + " ").repeat(4).strip(), lines.get(2));
  }

  @Test
  void of_wrongField_isItsSentenceInRed() {
    String text =
        new ReadOut(2)
            .of(
                "a",
                () -> {
                  throw new IllegalArgumentException("The seed <x> is wrong.");
                });
    assertTrue(text.contains("The seed &lt;x&gt; is wrong."), text);
    assertTrue(text.contains("#b00000"), text);
  }

  @Test
  void of_slowFiles_doesNotHoldTheDialogUpAndStopsWhenTheFieldChanges() throws Exception {
    ReadOut readOut = new ReadOut(2);
    CountDownLatch interrupted = new CountDownLatch(1);
    long start = System.nanoTime();
    String text =
        readOut.of(
            "slow",
            () -> {
              try {
                Thread.sleep(60_000);
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
              return List.of();
            });
    assertTrue(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) < 20);
    assertTrue(text.contains("one moment"), text);
    assertTrue(readOut.of("fast", () -> List.of("done")).contains("done"));
    assertTrue(interrupted.await(20, TimeUnit.SECONDS));
  }

  @Test
  void initialize_withoutAScreen_doesNothing() throws Exception {
    try (Context context = new Context()) {
      for (CommandInfo info : context.service(CommandService.class).getCommands()) {
        if (info.getDelegateClassName().startsWith("io.github.veil.command.")) {
          Module module = info.createModule();
          module.initialize();
          if (info.getInput("read_out") != null) {
            assertEquals("", module.getInput("read_out"), info.getTitle());
          }
        }
      }
    }
  }

  private Path volume(String name, int width, int height, int slices) throws IOException {
    Path file = folder.resolve(name);
    new VolumeIO().save(IJ.createImage("v", "8-bit black", width, height, slices), file, false);
    return file;
  }

  private Cohort cohort() throws IOException {
    return CohortFolder.scan(
        folder, new CohortRules("*_TOF.*", "*_vessels.*", "", false, Map.of()));
  }

  private static ExtractionConfig extraction(int size, int perPatient) {
    return new ExtractionConfig(
        size,
        perPatient,
        0.5,
        io.github.veil.patch.Plane.AXIAL,
        io.github.veil.image.IntensityScaling.none(),
        1);
  }

  /** 9 x 10 positions in each of 2 slices are fewer than asked for; the rest by hand, too. */
  @Test
  void extraction_countsFromHeadersWhatFitsAndWhatWillBeSkipped() throws IOException {
    for (String id : List.of("A", "B", "C", "D")) {
      volume(id + "_vessels.nii", 4, 4, 1);
    }
    volume("A_TOF.nii", 40, 41, 2);
    volume("B_TOF.tif", 60, 60, 3);
    volume("C_TOF.nii", 31, 200, 9);
    Files.writeString(folder.resolve("D_TOF.nii"), "broken");
    volume("E_TOF.nii", 60, 60, 3);
    String lines =
        String.join("|", ExtractionReadOut.ofCohort(extraction(32, 500), cohort(), true));
    assertTrue(
        lines.contains("Up to 680 patches</b> of 32 x 32 pixels with labels from 2 patients"),
        lines);
    assertTrue(lines.contains("1 unreadable, 1 smaller than a patch, 1 without a match"), lines);
  }

  @Test
  void extraction_image_needsOne() {
    String lines =
        String.join(
            "|",
            ExtractionReadOut.ofImage(
                extraction(32, 500), IJ.createImage("a <b>", "8-bit", 64, 64, 3), false));
    assertTrue(lines.contains(" 500 patches</b> of 32 x 32 pixels, without labels"), lines);
    assertTrue(lines.contains("a &lt;b&gt;"), lines);
    assertThrows(
        IllegalArgumentException.class,
        () -> ExtractionReadOut.ofImage(extraction(32, 500), null, false));
  }

  private String patches(int count) throws IOException {
    Path file = folder.resolve("patches" + count + ".tif");
    PatchSetWriter.write(
        file,
        true,
        32,
        2,
        writer -> {
          for (int i = 0; i < count; i++) {
            writer.add(
                new float[2 * 32 * 32], new PatchRow(0, "P" + i % 4, 0, 16, 16, true, 0, ""));
          }
          return PatchSetInfo.generated(count, 32, 2, new PixelSize(1, 1, 1, "mm"));
        });
    return file.toString();
  }

  private static GanOptions options(double epsilon, double noise, String unit, int batch) {
    return new GanOptions(
        GanPresets.QUICK_LOOK,
        new GanOptions.Privacy(true, epsilon, noise, 0, unit, 0, 0, "flat", "RDP"),
        new GanOptions.Schedule(0, 0, 0, 0),
        new GanOptions.Optimization("preset", "preset", 0, 0, 0, 0, batch, false, 0, 0),
        new GanOptions.Networks(0, 0, 0),
        "",
        new GanOptions.Conditional(GanOptions.Conditional.NONE, "", ""));
  }

  private String training(GanOptions options) throws IOException {
    return String.join("|", new TrainingReadOut().of(options.config(), patches(1280), null, false));
  }

  /** The same numbers as {@code epsilon} and {@code noise} of the command line. */
  @Test
  void training_targetEpsilon_saysTheNoise() throws IOException {
    String lines = training(options(8, 0, "patch", 0));
    assertTrue(lines.contains("quick look</b>: 400 iterations, batch 128, critic steps 1"), lines);
    assertTrue(
        lines.contains("Data: 1,280 patches of 32 x 32 pixels with labels from 4 patients"), lines);
    double noise =
        io.github.veil.privacy.Calibration.fresh(
                new io.github.veil.privacy.RdpAccountant(), 8, 1e-5)
            .noise(0.1, 400)
            .noiseMultiplier();
    String shown = lines.replaceFirst(".*noise multiplier <b>([0-9.]+)</b> \\(computed.*", "$1");
    assertEquals(noise, Double.parseDouble(shown), 0.005);
    assertTrue(lines.contains("<b>epsilon 8</b>"), lines);
    assertTrue(lines.contains("Patients are not protected"), lines);
    assertTrue(lines.contains("memory"), lines);
  }

  @Test
  void training_noiseAndBudget_saysWhereTheBudgetEnds() throws IOException {
    String lines = training(options(8, 1, "patch", 0));
    assertTrue(lines.contains("the budget ends the training after"), lines);
    String unlimited = training(options(0, 2, "patient", 2));
    assertTrue(unlimited.contains("for a patient by RDP after 400 critic steps"), unlimited);
    assertFalse(unlimited.contains("not protected"), unlimited);
  }

  /** RDP needs epsilon 2.13 for one such step (Calibration says so); PLD may still allow it. */
  @Test
  void training_pldWhereRdpCannotTell_leavesTheAnswerToTheStart() throws IOException {
    GanOptions rdp = options(2, 1, "patch", 0);
    assertThrows(IllegalArgumentException.class, () -> training(rdp));
    GanOptions.Privacy p = rdp.privacy();
    GanOptions pld =
        new GanOptions(
            rdp.preset(),
            new GanOptions.Privacy(true, p.targetEpsilon(), 1, 0, "patch", 0, 0, "flat", "PLD"),
            rdp.schedule(),
            rdp.optimization(),
            rdp.networks(),
            "",
            rdp.conditional());
    assertTrue(training(pld).contains("PLD, which is tighter, is asked"), training(pld));
  }

  @Test
  void training_wrongField_isNamed() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> training(options(8, 0, "patient", 100)));
    assertTrue(refusal.getMessage().startsWith("The batch size"), refusal.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new TrainingReadOut()
                .of(
                    options(8, 0, "patch", 0).config(),
                    new File("/nowhere.tif").getPath(),
                    null,
                    false));
  }

  /**
   * Fiji starts, and dialogs open, as fast as without Veil's networks; headless without windows.
   */
  @Test
  void dialogs_beforeOk_loadNeitherNd4jNorAWindow() throws Exception {
    Path classes = folder.resolve("classes.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Xlog:class+load:file=" + classes,
                "-cp",
                System.getProperty("java.class.path"),
                DialogProgram.class.getName(),
                patches(64))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out.txt").toFile())
            .start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    String out = Files.readString(folder.resolve("out.txt"));
    assertEquals(0, process.exitValue(), out);
    assertTrue(out.contains("epsilon 8"), out);
    String loaded = Files.readString(classes);
    assertTrue(loaded.contains("io.github.veil.command.TrainPrivateGan "));
    assertTrue(loaded.contains("io.github.veil.command.window.SilentMonitor "));
    for (String unwanted :
        List.of(
            "org.nd4j",
            "org.deeplearning4j",
            "org.bytedeco",
            "javax.swing.JFrame",
            "io.github.veil.command.window.TrainingWindow")) {
      assertFalse(loaded.contains(unwanted), unwanted);
    }
  }

  private static PatchSource set(String patient, int count) {
    ImagePlus stack = IJ.createHyperStack(patient, 32, 32, 2, count, 1, 16);
    return PatchSet.of(
        stack,
        IntStream.range(0, count)
            .mapToObj(i -> new PatchRow(i, patient, 0, 16, 16, true, 0, ""))
            .toList());
  }

  /** A U-Net for each of the two synthetic sets and one for the real one. */
  @Test
  void evaluation_countsImagesAndNetworks() {
    EvaluationInput input =
        new EvaluationInput(
            set("P1", 40),
            set("P2", 30),
            Optional.empty(),
            List.of(
                new SyntheticSet("a<b", set("A", 20), Optional.empty()),
                new SyntheticSet("c", set("C", 10), Optional.empty())));
    EvaluationConfig config =
        new EvaluationConfig(
            Set.of(Question.USEFUL),
            100,
            10,
            10,
            true,
            UtilityOptions.segmentation(16, 10, 1),
            UtilityOptions.grid(UtilityOptions.EIGHT_SETTINGS),
            0.2,
            UtilityOptions.classifier(10, 1),
            1);
    String lines = String.join("|", EvaluationReadOut.of(input, config, true));
    assertTrue(
        lines.startsWith(
            "<b>2 synthetic sets</b> (a&lt;b: 20, c: 10) against 40 training and 30 held-out images"
                + " of 32 x 32 pixels"),
        lines);
    assertTrue(lines.contains("24 U-Nets of width 16, 10 epochs each; roughly "), lines);
    assertTrue(EvaluationReadOut.of(input, config, false).get(1).startsWith("No segmentation"));
  }

  @Test
  void sample_countsImagesAndBytes() {
    String lines =
        String.join(
            "|",
            SampleReadOut.of(
                new SampleWords("head", "small", "TOF, T1", "A", false).subjects(1, 3)));
    assertTrue(
        lines.contains("6 images and 3 label images</b> of 96 x 112 x 40 voxels (1.63 x 1.71"),
        lines);
    assertTrue(lines.endsWith("12 MB"), lines);
  }
}
