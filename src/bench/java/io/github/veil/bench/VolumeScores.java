/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.bench;

import io.github.veil.evaluate.fidelity.GreyImage;
import io.github.veil.evaluate.fidelity.Ssim;
import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * How like the truth volumes of several patients are: PSNR over all voxels of a patient, SSIM as
 * the mean over a patient's axial slices. Slices of which less than {@value #LEAST} is brighter
 * than a tenth of the range in the truth are left out of both.
 */
final class VolumeScores {

  private static final double LEAST = 0.05;

  private final int width;
  private final int height;
  private final SummaryStatistics psnr = new SummaryStatistics();
  private final SummaryStatistics ssim = new SummaryStatistics();
  private final SummaryStatistics error = new SummaryStatistics();

  VolumeScores(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /** Adds one patient; values 0 to 1. */
  void add(float[] truth, float[] made) {
    SummaryStatistics slices = new SummaryStatistics();
    double squares = 0;
    double absolute = 0;
    int area = width * height;
    int count = 0;
    for (int at = 0; at < truth.length; at += area) {
      double[] x = slice(truth, at);
      double[] y = slice(made, at);
      if (Arrays.stream(x).filter(v -> v > 0.1).count() < LEAST * area) {
        continue;
      }
      slices.addValue(
          Ssim.mean(new GreyImage(width, height, x), new GreyImage(width, height, y), 1));
      for (int i = 0; i < area; i++) {
        squares += (x[i] - y[i]) * (x[i] - y[i]);
        absolute += Math.abs(x[i] - y[i]);
      }
      count += area;
    }
    psnr.addValue(-10 * Math.log10(squares / count));
    ssim.addValue(slices.getMean());
    error.addValue(absolute / count);
  }

  private double[] slice(float[] volume, int at) {
    double[] slice = new double[width * height];
    Arrays.setAll(slice, i -> volume[at + i]);
    return slice;
  }

  /** Mean and standard deviation over patients, as cells of a table. */
  String row(String name) {
    return String.format(
        Locale.ROOT,
        "| %s | %.2f ± %.2f | %.3f ± %.3f | %.4f |",
        name,
        psnr.getMean(),
        psnr.getStandardDeviation(),
        ssim.getMean(),
        ssim.getStandardDeviation(),
        error.getMean());
  }
}
