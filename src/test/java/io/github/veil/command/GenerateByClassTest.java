/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.core.Progress;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSet;
import io.github.veil.patch.PatchSetInfo;
import io.github.veil.patch.PatchSetWriter;
import io.github.veil.patch.PatchTable;
import io.github.veil.patch.PixelSize;
import io.github.veil.train.AdversarialLoss;
import io.github.veil.train.GanConfig;
import io.github.veil.train.GanJob;
import io.github.veil.train.GanTraining;
import io.github.veil.train.PrivacySettings;
import io.github.veil.train.TrainingListener;
import io.github.veil.train.condition.ConditionHead;
import io.github.veil.train.condition.Conditioning;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

/** Counts, attributes, truncation and strips of Generate Synthetic Images, by the front door. */
class GenerateByClassTest {

  private static final int SIZE = 32;

  @TempDir static Path folder;

  private static Context context;
  private static Path model;

  @BeforeAll
  static void train() throws Exception {
    context = new Context();
    Path patches = folder.resolve("patches.tif");
    PatchSetWriter.write(
        patches,
        false,
        SIZE,
        1,
        writer -> {
          for (int i = 0; i < 40; i++) {
            float[] patch = new float[SIZE * SIZE];
            Map<String, String> age = Map.of("age", Integer.toString(20 + i));
            writer.add(
                patch, new PatchRow(0, "P" + i / 8, 0, 16, 16, true, 0, "L" + (1 + i % 5), age));
          }
          return PatchSetInfo.generated(writer.count(), SIZE, 1, new PixelSize(1, 1, 1, "mm"));
        });
    GanConfig config =
        new GanConfig(
            "test",
            AdversarialLoss.HINGE,
            new GanConfig.Networks(8, 4, 4, 16),
            new GanConfig.Optimization(GanConfig.OptimizerKind.ADAM, 1e-3, 1e-3, 0, 1, 8, 0),
            new GanConfig.Schedule(2, 0, 0, 2),
            PrivacySettings.NONE,
            "5",
            Conditioning.of(ConditionHead.PROJECTION, "class; age=18..90", Conditioning.AUTO),
            GanConfig.Regularization.CONDITIONAL);
    GanJob job =
        new GanJob(
            config,
            PatchSet.open(patches),
            GanJob.PatchDescription.UNKNOWN,
            folder.resolve("trained"),
            null,
            null,
            false);
    model = GanTraining.start(job, TrainingListener.NONE, Progress.NONE).model();
  }

  @AfterAll
  static void dispose() {
    context.dispose();
  }

  private static CommandModule generate(Object... more) throws Exception {
    Object[] fixed = {"model", model.toFile(), "seed", "1", "show", false, "overwrite", true};
    Object[] all = Stream.of(fixed, more).flatMap(Stream::of).toArray();
    return context.service(CommandService.class).run(GenerateImages.class, true, all).get();
  }

  private static List<PatchRow> rows(String name, Object... more) throws Exception {
    File output = folder.resolve(name).toFile();
    Object[] fixed = {"output", output};
    CommandModule module = generate(Stream.of(fixed, more).flatMap(Stream::of).toArray());
    assertNull(module.getCancelReason());
    return PatchSet.open(output.toPath().resolve("synthetic.tif")).rows();
  }

  @Test
  void counts_perClass_areExactAndInTheTable() throws Exception {
    List<PatchRow> rows = rows("counts", "counts", "L1:70, 5 of L5; L3=1", "count", 3);
    assertEquals(
        Map.of("L1", 70L, "L5", 5L, "L3", 1L),
        rows.stream().collect(Collectors.groupingBy(PatchRow::className, Collectors.counting())));
    assertEquals(76, rows.size());
  }

  @Test
  void counts_ofEach_askForEveryClass() throws Exception {
    List<PatchRow> rows = rows("each", "counts", "each:2");
    assertEquals(
        List.of("L1", "L1", "L2", "L2", "L3", "L3", "L4", "L4", "L5", "L5"),
        rows.stream().map(PatchRow::className).toList());
  }

  @Test
  void attributes_byValueRangeAndDistribution_areKept() throws Exception {
    for (PatchRow row : rows("value", "count", 3, "attributes", "age=63; class=L2")) {
      assertEquals("63", row.cell("age"));
      assertEquals("L2", row.className());
    }
    List<PatchRow> ranged = rows("range", "count", 200, "attributes", "age=60..80");
    assertTrue(ranged.stream().allMatch(row -> age(row) >= 60 && age(row) <= 80));
    // The mean of 200 numbers evenly spread over 20 years has a standard error of 0.41.
    assertEquals(70, ranged.stream().mapToDouble(r -> age(r)).average().orElseThrow(), 2.1);
    List<PatchRow> normal = rows("normal", "count", 200, "attributes", "age=50+-4");
    double mean = normal.stream().mapToDouble(r -> age(r)).average().orElseThrow();
    double variance = normal.stream().mapToDouble(r -> Math.pow(age(r) - mean, 2)).sum() / 199;
    assertEquals(50, mean, 1.5);
    assertEquals(4, Math.sqrt(variance), 1);
  }

  private static double age(PatchRow row) {
    return Double.parseDouble(row.cell("age"));
  }

  @Test
  void files_haveATableOfTheirClasses() throws Exception {
    File output = folder.resolve("files").toFile();
    generate("output", output, "format", SyntheticOutput.TIFF_FILES, "counts", "L4:2, L2:1");
    List<PatchRow> rows = PatchTable.read(output.toPath().resolve("images/images.csv"));
    assertEquals(List.of("L4", "L4", "L2"), rows.stream().map(PatchRow::className).toList());
    assertTrue(Files.exists(output.toPath().resolve("images/000003_image.tif")));
  }

  /** Four rows of nine images of 32 pixels with gaps of 2. */
  @Test
  void strip_betweenClassesOrLatents_isAPicture() throws Exception {
    for (String strip : List.of("L1 to L5", "latents")) {
      File output = folder.resolve("strip " + strip).toFile();
      CommandModule module = generate("output", output, "count", 1, "strip", strip);
      assertNull(module.getCancelReason());
      BufferedImage picture = ImageIO.read(new File(output, "strip.png"));
      assertEquals(9 * 34 - 2, picture.getWidth());
      assertEquals(4 * 34 - 2, picture.getHeight());
      assertNotEquals(
          column(picture, 0), column(picture, 8 * 34), "the ends of the strip are the same");
    }
  }

  private static List<Integer> column(BufferedImage picture, int x) {
    return java.util.stream.IntStream.range(0, 32 * 32)
        .mapToObj(i -> picture.getRGB(x + i % 32, i / 32))
        .toList();
  }

  @Test
  void truncation_changesImagesAndIsChecked() throws Exception {
    File whole = folder.resolve("whole").toFile();
    File cut = folder.resolve("cut").toFile();
    generate("output", whole, "count", 4);
    generate("output", cut, "count", 4, "truncation", 0.5);
    assertNotEquals(
        -1,
        Files.mismatch(
            whole.toPath().resolve("synthetic.tif"), cut.toPath().resolve("synthetic.tif")));
    assertReason("truncation must be 0 (none) or lie between 0.1 and 10", "truncation", 20);
  }

  @Test
  void wrongWishes_areOneSentenceThatHelps() throws Exception {
    assertReason(
        "There is no class \"L9\" here; choose one of L1, L2, L3, L4, L5.", "counts", "L9:3");
    assertReason("must be written as in \"L1:200, L5:50\"", "counts", "L1");
    assertReason("The class \"L1\" is counted twice.", "counts", "L1:2, L1:3");
    assertReason(
        "The class is given in counts and in attributes",
        "counts",
        "L1:2",
        "attributes",
        "class=L2");
    assertReason("must lie between 18 and 90, but is 12", "attributes", "age=12");
    assertReason("it can be asked for class, age", "attributes", "sex=F");
    assertReason("must be written as in \"age=60..80; sex=F\"", "attributes", "age");
    assertReason("The strip must be written as in \"L1 to L5\"", "strip", "L1-L5");
    assertReason("There is no class \"C1\" here", "strip", "C1 to L5");
  }

  private static void assertReason(String part, Object... inputs) throws Exception {
    File output = folder.resolve("refused").toFile();
    Object[] fixed = {"output", output};
    CommandModule module = generate(Stream.of(fixed, inputs).flatMap(Stream::of).toArray());
    assertTrue(module.isCanceled());
    assertTrue(module.getCancelReason().contains(part), module.getCancelReason());
    assertFalse(new File(output, "synthetic.tif").exists());
  }

  @Test
  void readOut_namesWhatTheModelCanBeAskedFor() throws Exception {
    List<String> lines = GenerationReadOut.of(model, new GenerationRequests(7, "L1:2, L2:3", ""));
    assertTrue(lines.get(0).startsWith("<b>5 images</b>"), lines.get(0));
    assertEquals("It can be asked for: class L1, L2, L3, L4, L5; age 18 to 90", lines.get(1));
  }
}
