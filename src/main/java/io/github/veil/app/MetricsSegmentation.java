/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app;

import io.github.veil.core.Require;
import io.github.veil.evaluate.segmentation.Mask;
import io.github.veil.evaluate.segmentation.MaskDistances;
import io.github.veil.evaluate.segmentation.SegmentationScores;
import io.github.veil.image.VolumeIO;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Overlap and distances of two masks. */
@Command(
    name = "segmentation",
    description = "Overlap and Hausdorff distances of a predicted mask; what is undefined is null.",
    mixinStandardHelpOptions = true)
final class MetricsSegmentation implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "TRUTH",
      description = "The true mask; foreground is every voxel above 0.")
  private Path truth;

  @Parameters(index = "1", paramLabel = "PRED", description = "The predicted mask, of that size.")
  private Path prediction;

  @Option(
      names = "--voxel",
      required = true,
      split = ",",
      paramLabel = "sx,sy,sz",
      description = "Voxel size along x, y and z in mm, each above 0.")
  private double[] voxel;

  @Override
  public Integer call() throws IOException {
    Require.that(
        voxel.length == 3, "--voxel takes three sizes, sx,sy,sz, but has %d.", voxel.length);
    SegmentationScores scores = SegmentationScores.of(mask(truth), mask(prediction), voxel);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("dice", scores.overlap().dice());
    line.put("jaccard", scores.overlap().jaccard());
    line.put("sensitivity", scores.overlap().sensitivity());
    line.put("specificity", scores.overlap().specificity());
    line.put("precision", scores.overlap().precision());
    put(line, scores.voxel(), "_voxel");
    put(line, scores.millimetre(), "_mm");
    new JsonLines(spec.commandLine().getOut()).print(line);
    return 0;
  }

  private static void put(Map<String, Object> line, MaskDistances distances, String unit) {
    line.put("ahd" + unit, distances.averageHausdorff());
    line.put("bahd" + unit, distances.balancedAverageHausdorff());
    line.put("hd95" + unit, distances.hd95());
  }

  private static Mask mask(Path file) throws IOException {
    try {
      return Mask.of(new VolumeIO().open(file).data());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Cannot use \"" + file + "\": " + e.getMessage(), e);
    }
  }
}
