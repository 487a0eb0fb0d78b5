/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import io.github.veil.core.Progress;
import io.github.veil.evaluate.Evaluation;
import io.github.veil.evaluate.EvaluationConfig;
import io.github.veil.evaluate.EvaluationInput;
import io.github.veil.evaluate.Question;
import io.github.veil.evaluate.SyntheticSet;
import io.github.veil.evaluate.encoder.ConvEncoder;
import io.github.veil.evaluate.encoder.PhantomPatches;
import io.github.veil.evaluate.report.Report;
import io.github.veil.evaluate.report.ReportTable;
import io.github.veil.patch.PatchSource;
import io.github.veil.phantom.Modality;
import io.github.veil.train.supervised.ClassifierConfig;
import io.github.veil.train.supervised.SegmentationConfig;
import io.github.veil.train.supervised.SegmentationGrid;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script that calls {@code metrics …} gets the figures that the dialog's report shows. */
class MetricsAsInReportTest {

  private static final int SIZE = 32;
  private static final int COUNT = 30;
  private static final String SYNTHETIC = "fresh";

  @TempDir private static Path folder;

  private static Report report;
  private static Path stack;

  @BeforeAll
  static void evaluate() throws IOException {
    PatchSource train = phantoms(1);
    PatchSource heldOut = phantoms(2);
    PatchSource fresh = phantoms(3);
    write("train", train);
    write("held-out", heldOut);
    write(SYNTHETIC, fresh);
    stack = stack(fresh);
    SyntheticSet set = new SyntheticSet(SYNTHETIC, fresh, Optional.empty());
    EvaluationInput input = new EvaluationInput(train, heldOut, Optional.empty(), List.of(set));
    EvaluationConfig config =
        new EvaluationConfig(
            EnumSet.of(Question.REAL, Question.SAFE),
            COUNT,
            COUNT,
            5,
            false,
            SegmentationConfig.halfUNet(),
            SegmentationGrid.standard(),
            0.3,
            ClassifierConfig.standard(),
            1);
    report =
        new Evaluation(input, Optional.empty(), config)
            .run(ConvEncoder.embedded(), Optional.empty(), map -> {}, Progress.NONE)
            .report();
  }

  @Test
  void frechetKidAndPrdc_areThoseOfTheReport() throws IOException {
    JsonNode frechet = metrics("frechet", csv("train"), csv(SYNTHETIC));
    assertSame("FD to training (embedded encoder)", frechet.get("frechet"));
    JsonNode other = metrics("frechet", csv("held-out"), csv(SYNTHETIC));
    assertSame("FD to held-out (embedded encoder)", other.get("frechet"));
    assertSame(
        "KID to training (embedded encoder)",
        metrics("kid", csv("train"), csv(SYNTHETIC)).get("kid"));
    JsonNode quality = metrics("prdc", csv("train"), csv(SYNTHETIC), "--k", "5");
    for (String key : List.of("Precision", "Recall", "Density", "Coverage")) {
      assertSame(key, quality.get(key.toLowerCase()));
    }
  }

  @Test
  void pairwiseSsim_isThatOfTheReport() throws IOException {
    JsonNode found = metrics("pairwise-ssim", stack.toString(), "--range", "1");
    assertEquals(COUNT * (COUNT - 1) / 2, found.get("pairs").asInt());
    assertEquals(cell("Mean pairwise SSIM"), found.get("mean").asDouble(), 1e-6);
  }

  @Test
  void attack_isThatOfTheReport() throws IOException {
    JsonNode attack = metrics("attack", csv("train"), csv("held-out"), csv(SYNTHETIC));
    assertSame("AUC", attack.get("auc"));
    assertSame("Median distance to training", attack.get("dcr_train_median"));
    assertSame("Median distance to held-out", attack.get("dcr_holdout_median"));
    assertSame("Median distance ratio to training (NNDR)", attack.get("nndr_train_median"));
  }

  private static void assertSame(String column, JsonNode found) {
    double expected = cell(column);
    assertEquals(expected, found.asDouble(), 1e-9 * Math.max(1, Math.abs(expected)), column);
  }

  /** The first value of a column for the synthetic set. */
  private static double cell(String column) {
    for (ReportTable table : report.tables().toList()) {
      int at = table.columns().indexOf(column);
      for (List<Object> row : table.rows()) {
        if (at >= 0 && row.get(0).equals(SYNTHETIC)) {
          return ((Number) row.get(at)).doubleValue();
        }
      }
    }
    throw new AssertionError("The report has no column " + column);
  }

  private static PatchSource phantoms(long seed) {
    return new PhantomPatches(seed, 1, COUNT, SIZE, List.of(Modality.TOF));
  }

  private static void write(String name, PatchSource set) throws IOException {
    String rows =
        Arrays.stream(ConvEncoder.embedded().encode(set, Progress.NONE))
            .map(row -> Arrays.stream(row).mapToObj(Double::toString))
            .map(cells -> cells.collect(Collectors.joining(",")))
            .collect(Collectors.joining("\n"));
    Files.writeString(folder.resolve(name + ".csv"), rows + "\n");
  }

  /** The images from 0 to 1, as the report's SSIM takes them. */
  private static Path stack(PatchSource set) {
    ImageStack slices = new ImageStack(SIZE, SIZE);
    for (int i = 0; i < set.count(); i++) {
      float[] patch = new float[SIZE * SIZE];
      set.read(i, patch, 0);
      for (int p = 0; p < patch.length; p++) {
        patch[p] = (patch[p] + 1) / 2;
      }
      slices.addSlice("", patch);
    }
    Path file = folder.resolve("stack.tif");
    new FileSaver(new ImagePlus("stack", slices)).saveAsTiffStack(file.toString());
    return file;
  }

  private static String csv(String name) {
    return folder.resolve(name + ".csv").toString();
  }

  private static JsonNode metrics(String... arguments) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] all = new String[arguments.length + 1];
    all[0] = "metrics";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    int status = Veil.execute(new PrintWriter(out), new PrintWriter(err, true), all);
    assertEquals(0, status, err.toString());
    return new ObjectMapper().readTree(out.toString());
  }
}
