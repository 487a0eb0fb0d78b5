/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

import java.util.ArrayList;
import java.util.List;

/** Compares pairs of pyramids of one size. Holds the room for the work: one per thread. */
final class PyramidPairs {

  private static final double[] WEIGHTS = {0.0448, 0.2856, 0.3001, 0.2363, 0.1333};

  private final List<SsimPairs> rooms = new ArrayList<>();
  private double total;

  PyramidPairs(SsimConstants constants, SsimPyramid example) {
    for (int scale = 0; scale < example.scales(); scale++) {
      rooms.add(new SsimPairs(constants, example.level(scale)));
      total += WEIGHTS[scale];
    }
  }

  /** Multi-scale SSIM, as {@link MultiScaleSsim} describes it. */
  double meanSsim(SsimPyramid x, SsimPyramid y) {
    double value = 1;
    for (int scale = 0; scale < rooms.size(); scale++) {
      SsimPairs room = rooms.get(scale);
      SsimImage a = x.level(scale);
      SsimImage b = y.level(scale);
      boolean coarsest = scale == rooms.size() - 1;
      double term = coarsest ? room.meanSsim(a, b) : room.meanContrast(a, b);
      value *= Math.pow(Math.max(0, term), WEIGHTS[scale] / total);
    }
    return value;
  }
}
