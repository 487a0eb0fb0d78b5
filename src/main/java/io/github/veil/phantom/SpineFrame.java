/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.phantom;

import java.util.List;

/**
 * Coordinates that follow the column: t counts vertebrae along the curve through the middles of the
 * bodies (0 at the first, 1 at the second), a is the distance from the curve in mm, to the back.
 * Valid within about 100 mm of the curve, which is less than its radius.
 */
final class SpineFrame {

  private static final double STEP = 3;
  private static final double WINDOW = 60;

  /** Points t, y, z from the top; z falls from one to the next. */
  private final double[][] curve;

  private int nearest;
  private double t;
  private double a;

  SpineFrame(List<SpineLevel> levels) {
    double[][] points = new double[levels.size()][];
    for (int i = 0; i < points.length; i++) {
      points[i] = new double[] {i, levels.get(i).y(), levels.get(i).z()};
    }
    List<double[]> samples = Curve.sample(points, STEP);
    samples.add(0, points[0]);
    curve = samples.toArray(double[][]::new);
  }

  private SpineFrame(double[][] curve) {
    this.curve = curve;
  }

  /** A frame of the same column for another thread. */
  SpineFrame copy() {
    return new SpineFrame(curve);
  }

  /** Finds the coordinates of a point; neighbouring points are found fastest. */
  void moveTo(double y, double z) {
    search(y, z);
    double best = Double.POSITIVE_INFINITY;
    for (int i = Math.max(0, nearest - 1); i <= Math.min(curve.length - 2, nearest); i++) {
      best = project(i, y, z, best);
    }
  }

  private void search(double y, double z) {
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < curve.length; i++) {
      double dz = curve[i][2] - z;
      boolean far = Math.abs(dz) > WINDOW && i > 0 && i < curve.length - 1;
      double dy = curve[i][1] - y;
      double distance = dy * dy + dz * dz;
      if (!far && distance < best) {
        best = distance;
        nearest = i;
      }
    }
  }

  private double project(int i, double y, double z, double best) {
    double ty = curve[i + 1][1] - curve[i][1];
    double tz = curve[i + 1][2] - curve[i][2];
    double length = Math.hypot(ty, tz);
    double py = y - curve[i][1];
    double pz = z - curve[i][2];
    double along = (py * ty + pz * tz) / (length * length);
    double low = i == 0 ? -20 : 0;
    double high = i == curve.length - 2 ? 20 : 1;
    double clamped = Math.max(low, Math.min(high, along));
    double distance = Math.hypot(py - clamped * ty, pz - clamped * tz);
    if (distance >= best) {
      return best;
    }
    t = curve[i][0] + clamped * (curve[i + 1][0] - curve[i][0]);
    a = (py * -tz + pz * ty) >= 0 ? distance : -distance;
    return distance;
  }

  /** Vertebrae along the column; below 0 and above the last one beyond its ends. */
  double t() {
    return t;
  }

  /** Distance to the back, mm. */
  double a() {
    return a;
  }

  /** The value at {@code t} of a property that every vertebra has, between them interpolated. */
  static double at(double[] perVertebra, double t) {
    double clamped = Math.max(0, Math.min(perVertebra.length - 1.000001, t));
    int i = (int) clamped;
    return perVertebra[i] + (clamped - i) * (perVertebra[i + 1] - perVertebra[i]);
  }
}
