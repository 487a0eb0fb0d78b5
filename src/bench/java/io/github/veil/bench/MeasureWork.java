/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.bench;

import io.github.veil.core.Progress;
import io.github.veil.evaluate.embedding.Tsne;
import io.github.veil.evaluate.embedding.TsneConfig;
import io.github.veil.evaluate.fidelity.FrechetDistance;
import io.github.veil.evaluate.fidelity.GreyImage;
import io.github.veil.evaluate.fidelity.PairwiseSsim;
import io.github.veil.evaluate.segmentation.Mask;
import io.github.veil.evaluate.segmentation.SegmentationScores;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** Measures on the raw files that {@code measure_inputs.py} writes to the folder given. */
final class MeasureWork implements Work {

  private static final int FEATURES = 512;
  private static final int SIDE = 96;
  private static final int TSNE_FEATURES = 64;

  private final DoubleSupplier measure;
  private double value;

  private MeasureWork(DoubleSupplier measure) {
    this.measure = measure;
  }

  static Work frechet(Options options) throws IOException {
    double[][] a = rows(options, "a.f64", FEATURES);
    double[][] b = rows(options, "b.f64", FEATURES);
    return new MeasureWork(() -> FrechetDistance.of(a, b).value());
  }

  static Work pairwiseSsim(Options options) throws IOException {
    List<GreyImage> images =
        Arrays.stream(rows(options, "images.f64", SIDE * SIDE))
            .map(pixels -> new GreyImage(SIDE, SIDE, pixels))
            .toList();
    return new MeasureWork(() -> PairwiseSsim.of(images, 1, Progress.NONE).mean());
  }

  static Work hausdorff(Options options) throws IOException {
    Mask truth = mask(options, "truth.u8");
    Mask prediction = mask(options, "prediction.u8");
    return new MeasureWork(
        () -> {
          SegmentationScores scores = SegmentationScores.of(truth, prediction, 0.5, 0.5, 0.7);
          return scores.millimetre().balancedAverageHausdorff() + scores.voxel().hd95();
        });
  }

  static Work tsne(Options options) throws IOException {
    double[][] rows = rows(options, "rows.f64", TSNE_FEATURES);
    return new MeasureWork(() -> Tsne.embed(rows, TsneConfig.DEFAULT, Progress.NONE).divergence());
  }

  @Override
  public void step() {
    value = measure.getAsDouble();
  }

  @Override
  public Map<String, Double> measures() {
    return Map.of("value", value);
  }

  private static Mask mask(Options options, String name) throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(options.text("folder"), name));
    boolean[] voxels = new boolean[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      voxels[i] = bytes[i] != 0;
    }
    return new Mask(312, 384, 127, voxels);
  }

  private static double[][] rows(Options options, String name, int columns) throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(options.text("folder"), name));
    DoubleBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
    double[][] rows = new double[numbers.remaining() / columns][columns];
    for (double[] row : rows) {
      numbers.get(row);
    }
    return rows;
  }
}
