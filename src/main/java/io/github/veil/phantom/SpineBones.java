/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.phantom;

import java.util.List;

/** Paints the discs, bodies and spinous processes of one patient. */
final class SpineBones {

  private static final double SHELL = 0.9;
  private static final double REACH = 75;
  private static final double PROCESS_HALF_WIDTH = 3.2;
  private static final double LAMINA_HALF_WIDTH = 11;

  private final List<SpineLevel> levels;
  private final SpineSurroundings surroundings;
  private final double hydration;
  private final double fattyMarrow;

  SpineBones(SpineAttributes patient, SpineColumn column, SpineSurroundings surroundings) {
    this.levels = column.levels();
    this.surroundings = surroundings;
    this.hydration = patient.hydration();
    this.fattyMarrow = 0.05 + 0.3 * (patient.age() - 20) / 65.0;
  }

  void paint(SpinePaint paint, double x, double y, double z, double soft) {
    for (int i = 0; i < levels.size(); i++) {
      SpineLevel level = levels.get(i);
      if (isNear(level, y, z)) {
        double a = level.a(y, z);
        double b = level.b(y, z);
        process(paint, level, x, a, b, soft);
        if (i + 1 < levels.size()) {
          disc(paint, level, levels.get(i + 1), x, y, z, soft);
        }
      }
    }
    for (SpineLevel level : levels) {
      if (isNear(level, y, z)) {
        body(paint, level, x, y, z, soft);
      }
    }
  }

  private static boolean isNear(SpineLevel level, double y, double z) {
    return Math.abs(level.z() - z) < REACH && Math.abs(level.y() - y) < 1.5 * REACH;
  }

  private void body(SpinePaint paint, SpineLevel level, double x, double y, double z, double soft) {
    double a = level.a(y, z);
    double b = level.b(y, z);
    double distance = level.body(x, a, b);
    if (level.vertebra() == Vertebra.C2) {
      distance = Math.min(distance, dens(level, x, a, b));
    }
    double inside = SpineSurroundings.edge(distance, soft);
    if (inside <= 0) {
      return;
    }
    paint.over(SpineTissue.CORTEX, inside);
    double core = SpineSurroundings.edge(distance + SHELL, soft);
    paint.over(SpineTissue.MARROW, core);
    double grain = surroundings.grain(x, y, z);
    paint.over(SpineTissue.FAT, core * Math.max(0, fattyMarrow + 0.06 * grain));
    paint.over(SpineTissue.FLUID, 0.6 * core * vein(level, x, a, b, soft));
    if (distance <= 0) {
      paint.inBody(level.vertebra().label());
    }
  }

  /** The basivertebral vein enters the middle of the back wall, from the chest downwards. */
  private static double vein(SpineLevel level, double x, double a, double b, double soft) {
    double size = Math.max(0, Math.min(1, (level.height() - 17) / 8));
    double from = level.depth() * (0.5 - 0.38 * size);
    double distance = Math.max(Math.max(from - a, Math.abs(b) - 1.1 * size), Math.abs(x) - 6);
    return size * SpineSurroundings.edge(distance, soft);
  }

  private static double dens(SpineLevel axis, double x, double a, double b) {
    double[] from = {0, -1, axis.height() / 2 - 4};
    double[] to = {0, -1, axis.height() / 2 + 13};
    return Shapes.capsule(x, a, b, from, to, 5.5, 4.8);
  }

  private void disc(
      SpinePaint paint,
      SpineLevel upper,
      SpineLevel lower,
      double x,
      double y,
      double z,
      double soft) {
    double[] top = upper.point(0, -upper.height() / 2);
    double[] bottom = lower.point(0, lower.height() / 2);
    double tilt = (upper.tilt() + lower.tilt()) / 2;
    double py = y - (top[0] + bottom[0]) / 2;
    double pz = z - (top[1] + bottom[1]) / 2;
    double a = py * Math.cos(tilt) - pz * Math.sin(tilt);
    double b = py * Math.sin(tilt) + pz * Math.cos(tilt);
    double depth = (upper.lowerDepth() + lower.upperDepth()) / 2;
    double bulge = 0.3 + 1.4 * (1 - hydration);
    double half = (depth / 2 + bulge) * SpineLevel.across(x, 0.68 * depth);
    double wedge = 2 + upper.disc() / 2 + Math.abs(a * Math.sin(upper.tilt() - lower.tilt())) / 2;
    double distance = Math.max(Math.abs(a) - half, Math.abs(b) - wedge);
    double inside = SpineSurroundings.edge(distance, soft);
    if (inside <= 0) {
      return;
    }
    paint.over(SpineTissue.ANNULUS, inside);
    double core = Math.hypot(a / (0.68 * half), b / (0.5 * upper.disc() + 0.4)) - 1;
    double wet = hydration * SpineSurroundings.edge(core * upper.disc() / 2, soft);
    paint.over(SpineTissue.NUCLEUS, inside * wet);
    if (distance <= 0) {
      paint.inDisc(upper.vertebra().label());
    }
  }

  private void process(
      SpinePaint paint, SpineLevel level, double x, double a, double b, double soft) {
    double start = level.depth() / 2 + 1.5 + level.canal() + 2;
    if (a < start - 10 || Math.abs(x) > LAMINA_HALF_WIDTH + 4) {
      return;
    }
    double slope = level.spinousSlope();
    double[] root = {0, start, -0.15 * level.height()};
    double length = Math.abs(x) <= PROCESS_HALF_WIDTH + soft ? level.spinousLength() : 3;
    double[] tip = {0, start + length * Math.cos(slope), root[2] - length * Math.sin(slope)};
    double thick = 0.17 * level.height() + 1.2;
    double inPlane = Shapes.capsule(0, a, b, root, tip, thick, 1.15 * thick);
    double distance = Math.max(inPlane, Math.abs(x) - halfWidth(a - start));
    paint.over(SpineTissue.CORTEX, SpineSurroundings.edge(distance, soft));
    paint.over(SpineTissue.MARROW, 0.9 * SpineSurroundings.edge(distance + SHELL, soft));
  }

  /** Wide where the laminae meet, narrow behind. */
  private static double halfWidth(double behind) {
    double u = Math.max(0, Math.min(1, behind / 6));
    return LAMINA_HALF_WIDTH + u * (PROCESS_HALF_WIDTH - LAMINA_HALF_WIDTH);
  }
}
