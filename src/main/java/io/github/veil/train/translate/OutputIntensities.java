/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.translate;

import io.github.veil.image.IntensityScaling;
import java.util.Locale;

/**
 * What the intensities of a translated scan mean.
 *
 * @param low what -1 becomes
 * @param high what 1 becomes
 * @param meaning one sentence for people
 */
public record OutputIntensities(double low, double high, String meaning) {

  /**
   * The intensities of scans that were scaled so for training: their own unit where the range was
   * given, else 0 to 1, because each scan had percentiles of its own.
   *
   * @param name what the scans are, for instance "T2"
   */
  public static OutputIntensities of(IntensityScaling scaling, String name) {
    if (scaling instanceof IntensityScaling.Range range) {
      return new OutputIntensities(
          range.low(),
          range.high(),
          "Intensities are those of %s scans, cut to %s to %s."
              .formatted(name, number(range.low()), number(range.high())));
    }
    IntensityScaling.Percentiles percentiles = (IntensityScaling.Percentiles) scaling;
    return new OutputIntensities(
        0,
        1,
        "Intensities have no unit: 0 stands for percentile %s of a %s scan, 1 for percentile %s."
            .formatted(number(percentiles.low()), name, number(percentiles.high())));
  }

  /** The intensity of a network's value in [-1, 1]. */
  float of(float value) {
    return (float) (low + (value + 1) / 2 * (high - low));
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }
}
