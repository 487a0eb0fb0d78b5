/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

/** An image with what SSIM needs of it alone: its windowed means and variances. */
final class SsimImage {

  final SsimWindow window;
  final double[] pixels;
  final double[] mean;
  final double[] variance;

  SsimImage(GreyImage image) {
    window = new SsimWindow(image.width(), image.height());
    pixels = image.pixels();
    mean = window.sums(pixels);
    double[] squares = new double[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      squares[i] = pixels[i] * pixels[i];
    }
    variance = window.sums(squares);
    for (int i = 0; i < mean.length; i++) {
      variance[i] -= mean[i] * mean[i];
    }
  }
}
