/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.embedding;

import org.apache.commons.math3.fitting.SimpleCurveFitter;
import org.apache.commons.math3.fitting.WeightedObservedPoints;

/**
 * The curve 1 / (1 + a d^(2b)) that turns a distance in the picture into a strength of connection:
 * the least-squares fit over [0, 3 spread] to 1 up to the least distance and exponential decay
 * beyond (McInnes et al. 2018, section 4.2, definition 11).
 */
record UmapCurve(double a, double b) {

  private static final int SAMPLES = 300;
  private static final int ITERATIONS = 1000;

  static UmapCurve fit(double minDistance, double spread) {
    WeightedObservedPoints samples = new WeightedObservedPoints();
    for (int i = 0; i < SAMPLES; i++) {
      double d = 3 * spread * i / (SAMPLES - 1);
      double wanted = d < minDistance ? 1 : Math.exp(-(d - minDistance) / spread);
      samples.add(d, wanted);
    }
    double[] fitted =
        SimpleCurveFitter.create(new Curve(), new double[] {1, 1})
            .withMaxIterations(ITERATIONS)
            .fit(samples.toList());
    return new UmapCurve(fitted[0], fitted[1]);
  }

  private static final class Curve
      implements org.apache.commons.math3.analysis.ParametricUnivariateFunction {

    @Override
    public double value(double d, double... ab) {
      return 1 / (1 + ab[0] * Math.pow(d, 2 * ab[1]));
    }

    @Override
    public double[] gradient(double d, double... ab) {
      if (d == 0) {
        return new double[] {0, 0};
      }
      double power = Math.pow(d, 2 * ab[1]);
      double square = Math.pow(1 + ab[0] * power, 2);
      return new double[] {-power / square, -2 * ab[0] * power * Math.log(d) / square};
    }
  }
}
