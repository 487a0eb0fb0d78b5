/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

import io.github.veil.core.Require;

/**
 * What keeps SSIM's fractions defined.
 *
 * @param luminance C1 = (0.01 L)^2
 * @param contrast C2 = (0.03 L)^2
 */
record SsimConstants(double luminance, double contrast) {

  /**
   * @param range the data range L, above 0
   */
  static SsimConstants of(double range) {
    Require.positive(range, "The data range (largest minus smallest possible intensity)");
    return new SsimConstants(square(0.01 * range), square(0.03 * range));
  }

  private static double square(double x) {
    return x * x;
  }
}
