/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.veil.evaluate.GoldenFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line's figures are those of the reference, and bad input is one sentence. */
class MetricsTest {

  private static final GoldenFiles SSIM = new GoldenFiles("ssim");
  private static final GoldenFiles FID = new GoldenFiles("fid");
  private static final GoldenFiles SEG = new GoldenFiles("seg");
  private static final GoldenFiles PRDC = new GoldenFiles("prdc");

  @TempDir private Path folder;

  @Test
  void ssim_stackOfTwo_givesTheReference() throws Exception {
    JsonNode expected = SSIM.expected().get("pairs").get(1);
    JsonNode found = run("ssim", SSIM.file("pair_01_noise_mra.tif"), "--range", 255);
    assertNear(expected.get("mssim"), found.get("mssim"));
    assertNear(expected.get("global_population"), found.get("global"));
    assertEquals(2, found.size());
  }

  @Test
  void pairwiseSsim_givesTheReference() throws Exception {
    JsonNode expected = SSIM.expected().get("stack20").get("mssim");
    JsonNode found = run("pairwise-ssim", SSIM.file("stack20.tif"), "--range", 255);
    assertNear(expected.get("mean"), found.get("mean"));
    assertEquals(190, found.get("pairs").asInt());
    assertEquals(2, found.size());
  }

  @Test
  void frechetAndKid_giveTheReference() throws Exception {
    JsonNode expected = FID.expected().get("pairs").get(0);
    Path a = FID.file("pair_0_200x16_a.csv");
    Path b = FID.file("pair_0_200x16_b.csv");
    assertNear(expected.get("fid"), run("frechet", a, b).get("frechet"));
    assertNear(expected.get("kid_unbiased"), run("kid", a, b).get("kid"));
  }

  @Test
  void prdc_givesTheReference() throws Exception {
    JsonNode expected = PRDC.expected().get("pairs").get(2).get("k3_strict");
    JsonNode found =
        run(
            "prdc",
            PRDC.file("pair_2_copies_and_ties_real.csv"),
            PRDC.file("pair_2_copies_and_ties_fake.csv"),
            "--k",
            3);
    for (String key : List.of("precision", "recall", "density", "coverage")) {
      assertNear(expected.get(key), found.get(key));
    }
    assertEquals(4, found.size());
  }

  @Test
  void segmentation_givesTheReference() throws Exception {
    JsonNode expected = SEG.expected().get("pairs").get(1);
    JsonNode found =
        run(
            "segmentation",
            SEG.file("pair_1_eroded_gt.tif"),
            SEG.file("pair_1_eroded_pred.tif"),
            "--voxel",
            "0.3125,0.3125,0.6");
    for (String key : List.of("dice", "jaccard", "sensitivity", "specificity", "precision")) {
      assertNear(expected.get(key), found.get(key));
    }
    Map<String, String> keys =
        Map.of("ahd", "average_hausdorff", "bahd", "balanced_average_hausdorff", "hd95", "hd95");
    for (String unit : List.of("voxel", "mm")) {
      keys.forEach(
          (ours, theirs) ->
              assertNear(expected.get(unit).get(theirs), found.get(ours + "_" + unit)));
    }
    assertEquals(11, found.size());
  }

  @Test
  void features_unfitTables_areRefusedByRow() throws Exception {
    Path good = write("good.csv", "1,2\n3,4\n5,7\n");
    assertRefused("does not exist", "frechet", good, folder.resolve("none.csv"));
    assertRefused("Row 2 of", "frechet", good, write("ragged.csv", "1,2\n3\n"));
    assertRefused("\"x\"", "kid", good, write("header.csv", "x,y\n1,2\n3,4\n"));
    assertRefused("\"NaN\"", "kid", write("nan.csv", "1,2\n3,NaN\n"), good);
    assertRefused("\"\"", "frechet", good, write("cell.csv", "1,\n3,4\n"));
    assertRefused("has no rows", "frechet", write("empty.csv", ""), good);
    assertRefused("at least 2 rows", "frechet", good, write("one.csv", "1,2\n"));
    assertRefused(
        "has 2 features, but the second", "prdc", good, write("wide.csv", "1,2,3\n4,5,6\n"));
    assertRefused("between 1 and 2", "prdc", good, good, "--k", 3);
    assertRefused("between 1 and 2", "prdc", good, good, "--k", 0);
    assertRefused("is a folder", "kid", good, folder);
    Path binary = Files.write(folder.resolve("b.csv"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertRefused("no text in UTF-8", "kid", good, binary);
  }

  @Test
  void images_unfitFiles_areRefused() throws Exception {
    Path pair = SSIM.file("pair_01_noise_mra.tif");
    assertRefused("greater than 0", "ssim", pair, "--range", 0);
    assertRefused("greater than 0", "ssim", pair, "--range", -1);
    assertRefused("greater than 0", "pairwise-ssim", pair, "--range", "NaN");
    assertRefused("--range", "ssim", pair);
    assertRefused("2 slices", "ssim", pair, pair, "--range", 255);
    assertRefused("instead of two", "ssim", SSIM.file("stack20.tif"), "--range", 255);
    assertRefused(
        "at least 11 x 11", "ssim", SSIM.file("pair_12_too_small_10x10.tif"), "--range", 255);
    assertRefused("no file", "ssim", folder.resolve("none.tif"), "--range", 255);
  }

  @Test
  void masks_unfitInput_isRefused() throws Exception {
    Path large = SEG.file("pair_0_dilated_gt.tif");
    Path small = SEG.file("pair_5_both_empty_gt.tif");
    assertRefused("one size", "segmentation", large, small, "--voxel", "1,1,1");
    assertRefused("three sizes", "segmentation", large, large, "--voxel", "1,1");
    assertRefused("greater than 0", "segmentation", large, large, "--voxel", "1,0,1");
    assertRefused("--voxel", "segmentation", large, large, "--voxel", "1,x,1");
    assertRefused("which measure");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static void assertNear(JsonNode expected, JsonNode found) {
    assertEquals(expected.asDouble(), found.asDouble(), 1e-9);
  }

  private static JsonNode run(Object... arguments) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    assertEquals(0, execute(out, err, arguments), err.toString());
    assertEquals(1, out.toString().lines().count());
    return new ObjectMapper().readTree(out.toString());
  }

  private static void assertRefused(String part, Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    assertEquals(2, execute(out, err, arguments), err.toString());
    assertEquals("", out.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertTrue(err.toString().contains(part), err.toString());
  }

  private static int execute(StringWriter out, StringWriter err, Object... arguments) {
    List<String> all = new ArrayList<>(List.of("metrics"));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    return Veil.execute(
        new PrintWriter(out), new PrintWriter(err, true), all.toArray(String[]::new));
  }
}
