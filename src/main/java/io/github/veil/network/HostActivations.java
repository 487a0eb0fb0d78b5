/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The leaky ReLU and its gradient in one pass over host memory each, where ND4J takes two. */
final class HostActivations {

  /** Together they make more than 1 of any positive float. */
  private static final float HUGE = 0x1p126f;

  private static final float LARGE = 0x1p24f;

  private HostActivations() {}

  /** {@code z = max(z, slope z)} for a slope of 0 to 1. */
  static void leakyRelu(INDArray z, float slope) {
    HostPass.run(0, (n, pieces) -> leakyRelu(n, pieces[0], slope), z);
  }

  private static void leakyRelu(int n, float[] z, float slope) {
    for (int i = 0; i < n; i++) {
      z[i] = Math.max(z[i], slope * z[i]);
    }
  }

  /** Multiplies {@code g} by the slope of {@link #leakyRelu} that led to {@code activation}. */
  static void leakyReluBackward(INDArray activation, INDArray g, float slope) {
    HostPass.run(1, (n, pieces) -> multiply(n, pieces[0], pieces[1], slope), activation, g);
  }

  /** The slope is 1 above 0: by minimum and maximum, which Java vectorises, unlike conditions. */
  private static void multiply(int n, float[] activation, float[] g, float slope) {
    for (int i = 0; i < n; i++) {
      g[i] *= Math.max(slope, Math.min(1, activation[i] * HUGE * LARGE));
    }
  }
}
