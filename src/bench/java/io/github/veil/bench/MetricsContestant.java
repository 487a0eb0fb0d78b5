/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.bench;

import io.github.veil.core.Progress;
import io.github.veil.evaluate.fidelity.FrechetDistance;
import io.github.veil.evaluate.fidelity.GreyImage;
import io.github.veil.evaluate.fidelity.PairwiseSsim;
import io.github.veil.evaluate.segmentation.Mask;
import io.github.veil.evaluate.segmentation.SegmentationScores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Veil's side of {@code metrics_bench.py}: {@code MetricsContestant work folder}. It prints {@code
 * ready} once set up and warm; for every line that it reads it does the work once and prints {@code
 * done} and its result. The inputs are raw files in the folder, as the runner wrote them.
 */
public final class MetricsContestant {

  private MetricsContestant() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    DoubleSupplier work =
        switch (arguments[0]) {
          case "frechet" -> frechet(folder);
          case "ssim" -> ssim(folder, Integer.MAX_VALUE);
          case "hausdorff" -> hausdorff(folder);
          default -> throw new IllegalArgumentException("There is no work " + arguments[0] + ".");
        };
    warmUp(arguments[0], folder, work);
    System.out.println("ready");
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    while (in.readLine() != null) {
      System.out.println("done " + work.getAsDouble());
    }
  }

  private static void warmUp(String name, Path folder, DoubleSupplier work) throws IOException {
    DoubleSupplier rehearsal = name.equals("ssim") ? ssim(folder, 100) : work;
    for (int i = 0; i < 3; i++) {
      rehearsal.getAsDouble();
    }
  }

  private static DoubleSupplier frechet(Path folder) throws IOException {
    double[][] a = rows(folder.resolve("a.f64"), 512);
    double[][] b = rows(folder.resolve("b.f64"), 512);
    return () -> FrechetDistance.of(a, b).value();
  }

  private static DoubleSupplier ssim(Path folder, int count) throws IOException {
    List<GreyImage> images = new ArrayList<>();
    for (double[] pixels : rows(folder.resolve("images.f64"), 96 * 96)) {
      images.add(new GreyImage(96, 96, pixels));
    }
    List<GreyImage> taken = images.subList(0, Math.min(count, images.size()));
    return () -> PairwiseSsim.of(taken, 1, Progress.NONE).mean();
  }

  private static DoubleSupplier hausdorff(Path folder) throws IOException {
    Mask truth = mask(folder.resolve("truth.u8"));
    Mask prediction = mask(folder.resolve("prediction.u8"));
    return () -> {
      SegmentationScores scores = SegmentationScores.of(truth, prediction, 0.5, 0.5, 0.7);
      return scores.millimetre().balancedAverageHausdorff() + scores.voxel().hd95();
    };
  }

  private static Mask mask(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    boolean[] voxels = new boolean[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      voxels[i] = bytes[i] != 0;
    }
    return new Mask(312, 384, 127, voxels);
  }

  private static double[][] rows(Path file, int columns) throws IOException {
    DoubleBuffer numbers =
        ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
    double[][] rows = new double[numbers.remaining() / columns][columns];
    for (double[] row : rows) {
      numbers.get(row);
    }
    return rows;
  }
}
