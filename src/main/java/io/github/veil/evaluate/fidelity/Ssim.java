/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

/**
 * Structural similarity of two images (Wang et al. 2004): 1 for equal images, lower otherwise, at
 * least -1. As {@code skimage.metrics.structural_similarity(x, y, data_range=L,
 * gaussian_weights=True, sigma=1.5, use_sample_covariance=False)}.
 *
 * <p>The data range L is the largest minus the smallest <em>possible</em> intensity, not that of
 * the images at hand. SSIM depends on where 0 lies: background of 0 in both images scores 1.
 */
public final class Ssim {

  private Ssim() {}

  /**
   * The mean over all positions of the 11 x 11 window inside the image.
   *
   * @param range data range L, above 0
   * @throws IllegalArgumentException if sizes differ, or a side is shorter than 11 pixels
   */
  public static double mean(GreyImage x, GreyImage y, double range) {
    SsimConstants constants = SsimConstants.of(range);
    x.requireSameSize(y);
    SsimImage first = new SsimImage(x);
    return new SsimPairs(constants, first).meanSsim(first, new SsimImage(y));
  }

  /**
   * SSIM at each position of the window, (width - 10) x (height - 10) values row by row, the first
   * for the window centred on pixel (5, 5).
   *
   * @param range data range L, above 0
   * @throws IllegalArgumentException if sizes differ, or a side is shorter than 11 pixels
   */
  public static double[] map(GreyImage x, GreyImage y, double range) {
    SsimConstants constants = SsimConstants.of(range);
    x.requireSameSize(y);
    SsimImage first = new SsimImage(x);
    return new SsimPairs(constants, first).map(first, new SsimImage(y));
  }

  /**
   * The formula with the whole image as one unweighted window (as Kossen et al. 2022, equation 11,
   * print it), with population moments (divisor N).
   *
   * @param range data range L, above 0
   * @throws IllegalArgumentException if sizes differ
   */
  public static double global(GreyImage x, GreyImage y, double range) {
    return global(x, y, range, x.pixels().length);
  }

  /**
   * As {@link #global}, with sample variances and covariance (divisor N - 1).
   *
   * @throws IllegalArgumentException if sizes differ; NaN for images of one pixel
   */
  public static double globalSample(GreyImage x, GreyImage y, double range) {
    return global(x, y, range, x.pixels().length - 1.0);
  }

  private static double global(GreyImage x, GreyImage y, double range, double divisor) {
    SsimConstants c = SsimConstants.of(range);
    x.requireSameSize(y);
    double mx = mean(x.pixels());
    double my = mean(y.pixels());
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < x.pixels().length; i++) {
      double dx = x.pixels()[i] - mx;
      double dy = y.pixels()[i] - my;
      xx += dx * dx;
      yy += dy * dy;
      xy += dx * dy;
    }
    return ((2 * mx * my + c.luminance()) * (2 * xy / divisor + c.contrast()))
        / ((mx * mx + my * my + c.luminance()) * ((xx + yy) / divisor + c.contrast()));
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
