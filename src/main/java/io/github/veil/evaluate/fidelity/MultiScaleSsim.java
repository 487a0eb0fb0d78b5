/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

/**
 * Multi-scale SSIM (Wang, Simoncelli, Bovik 2003): the mean contrast-structure term at each scale
 * and the mean SSIM at the coarsest, raised to the weights of the scales, and multiplied. From
 * scale to scale images are halved by means over 2 x 2 pixels (a last odd row or column is
 * dropped).
 *
 * <p>Five scales need sides of 176 pixels. Smaller images get as many as leave 11 pixels, with the
 * weights of these scaled to sum 1: compare values of one number of scales only. Negative terms
 * count as 0.
 *
 * @param value in [0, 1], 1 for equal images
 * @param scales how many scales were used, 1 to 5
 */
public record MultiScaleSsim(double value, int scales) {

  /**
   * @param range data range L, above 0
   * @throws IllegalArgumentException if sizes differ, or a side is shorter than 11 pixels
   */
  public static MultiScaleSsim of(GreyImage x, GreyImage y, double range) {
    SsimConstants constants = SsimConstants.of(range);
    x.requireSameSize(y);
    SsimPyramid first = new SsimPyramid(x);
    double value = new PyramidPairs(constants, first).meanSsim(first, new SsimPyramid(y));
    return new MultiScaleSsim(value, first.scales());
  }
}
