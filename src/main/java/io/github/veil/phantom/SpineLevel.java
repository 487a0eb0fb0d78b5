/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.phantom;

/**
 * One vertebra of one patient in the midsagittal plane. Coordinates in mm: y to the back, z to the
 * top; in the vertebra's own frame a to the back and b upwards from the middle of its body.
 *
 * @param vertebra which one
 * @param y middle of the body
 * @param z middle of the body
 * @param tilt how far the axis leans back, upwards, radians
 * @param height of the body
 * @param upperDepth depth of the upper end plate
 * @param lowerDepth depth of the lower end plate
 * @param disc height of the disc below
 * @param canal depth of the canal
 * @param cord depth of the cord
 * @param spinousLength length of the spinous process
 * @param spinousSlope how far it points down, radians
 */
record SpineLevel(
    Vertebra vertebra,
    double y,
    double z,
    double tilt,
    double height,
    double upperDepth,
    double lowerDepth,
    double disc,
    double canal,
    double cord,
    double spinousLength,
    double spinousSlope) {

  /** Width of a body over its depth (Panjabi et al.: 1.1 to 1.5). */
  private static final double WIDTH = 1.3;

  /** How much narrower the body is at its waist. */
  private static final double WAIST = 0.07;

  private static final double ROUNDING = 1.6;

  double depth() {
    return (upperDepth + lowerDepth) / 2;
  }

  /** Towards the back in the vertebra's frame. */
  double a(double py, double pz) {
    return (py - y) * Math.cos(tilt) - (pz - z) * Math.sin(tilt);
  }

  /** Upwards in the vertebra's frame. */
  double b(double py, double pz) {
    return (py - y) * Math.sin(tilt) + (pz - z) * Math.cos(tilt);
  }

  /** The scanner coordinates y, z of a point of the vertebra's frame. */
  double[] point(double a, double b) {
    return new double[] {
      y + a * Math.cos(tilt) + b * Math.sin(tilt), z - a * Math.sin(tilt) + b * Math.cos(tilt)
    };
  }

  /** Signed distance to the body's surface, about, mm; negative inside. */
  double body(double x, double a, double b) {
    double up = Math.max(-1, Math.min(1, 2 * b / height));
    double depthHere = depth() + up * (upperDepth - lowerDepth) / 2;
    double half = depthHere / 2 * (1 - WAIST * (1 - up * up)) * across(x, WIDTH * depth() / 2);
    return box(Math.abs(a) - half, Math.abs(b) - height / 2);
  }

  /** Share of the depth that is left at a distance from the midline. */
  static double across(double x, double halfWidth) {
    double u = Math.min(1, Math.abs(x) / halfWidth);
    return Math.sqrt(1 - u * u * u);
  }

  private static double box(double da, double db) {
    double qa = da + ROUNDING;
    double qb = db + ROUNDING;
    return Math.hypot(Math.max(qa, 0), Math.max(qb, 0)) + Math.min(Math.max(qa, qb), 0) - ROUNDING;
  }
}
