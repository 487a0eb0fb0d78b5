/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

import io.github.veil.core.Require;
import java.util.List;

/**
 * The power spectrum of a set of square images, averaged over the images and over the directions:
 * how much there is of each spatial frequency. Blur and checkerboards show here.
 *
 * @param power mean of |F|^2 / N^2 over the ring round(|k|) = 1 … size/2, index 0 for k = 1; F is
 *     the discrete Fourier transform, N the number of pixels. The mean intensity (k = 0) is left
 *     out
 * @param size width of the images in pixels; ring k has the frequency k / size cycles per pixel
 */
public record RadialSpectrum(double[] power, int size) {

  /** Below this share of the total, power is rounding; keeps the logarithm of 0 away. */
  private static final double FLOOR = 1e-15;

  public RadialSpectrum {
    power = power.clone();
  }

  /**
   * @param images square, of one size, at least 1 image of at least 2 x 2 pixels
   * @throws IllegalArgumentException if they are not
   */
  public static RadialSpectrum of(List<GreyImage> images) {
    Require.that(!images.isEmpty(), "A spectrum needs at least one image.");
    GreyImage first = images.get(0);
    Require.that(
        first.width() == first.height() && first.width() > 1,
        "The spectrum needs square images of at least 2 x 2 pixels, but these have %d x %d.",
        first.width(),
        first.height());
    images.forEach(first::requireSameSize);
    PlaneTransform transform = new PlaneTransform(first.width());
    double[][] spectra =
        images.parallelStream().map(image -> rings(transform, image)).toArray(double[][]::new);
    double[] mean = new double[first.width() / 2];
    for (double[] spectrum : spectra) {
      Vectors.addScaled(mean, 1.0 / spectra.length, spectrum, 0, mean.length);
    }
    return new RadialSpectrum(mean, first.width());
  }

  private static double[] rings(PlaneTransform transform, GreyImage image) {
    int size = image.width();
    double[] sums = new double[size / 2 + 1];
    double[] counts = new double[size / 2 + 1];
    double[] power = transform.power(image.pixels());
    for (int v = 0; v < size; v++) {
      int ky = v <= size / 2 ? v : v - size;
      for (int u = 0; u <= size / 2; u++) {
        int ring = (int) Math.round(Math.sqrt((double) u * u + (double) ky * ky));
        if (ring < sums.length) {
          // The other half of the plane mirrors this one.
          double weight = u == 0 || 2 * u == size ? 1 : 2;
          sums[ring] += weight * power[v * (size / 2 + 1) + u];
          counts[ring] += weight;
        }
      }
    }
    double pixels = (double) size * size;
    double[] rings = new double[size / 2];
    for (int k = 1; k <= size / 2; k++) {
      rings[k - 1] = sums[k] / counts[k] / (pixels * pixels);
    }
    return rings;
  }

  @Override
  public double[] power() {
    return power.clone();
  }

  /**
   * The root mean square difference of the two spectra in decibels, over all frequencies: 0 for
   * equal spectra, 3 where power is off by a factor of 2.
   *
   * @throws IllegalArgumentException if the images have another size
   */
  public double distance(RadialSpectrum other) {
    Require.that(
        size == other.size,
        "Spectra of images of one size can be compared, but these have %d and %d pixels.",
        size,
        other.size);
    double floor = FLOOR * Math.max(sum(power), sum(other.power));
    double squares = 0;
    for (int k = 0; k < power.length && floor > 0; k++) {
      double decibels =
          10 * Math.log10(Math.max(power[k], floor) / Math.max(other.power[k], floor));
      squares += decibels * decibels;
    }
    return Math.sqrt(squares / power.length);
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
