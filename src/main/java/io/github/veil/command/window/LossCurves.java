/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command.window;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Losses by name over the iterations. Long trainings are thinned: beyond {@value #MOST_POINTS}
 * points of a curve neighbours are replaced by their mean. Safe for use by several threads.
 */
public final class LossCurves {

  static final int MOST_POINTS = 4000;

  /**
   * One curve.
   *
   * @param name of the loss
   * @param x iterations, growing
   * @param y values, as many
   */
  public record Curve(String name, double[] x, double[] y) {}

  private record Point(double x, double y) {
    Point mean(Point other) {
      return new Point((x + other.x) / 2, (y + other.y) / 2);
    }
  }

  private final Map<String, List<Point>> curves = new LinkedHashMap<>();

  /**
   * Adds a point to each named curve; NaN and infinite values are left out.
   *
   * @param values in the order that the chart lists them
   */
  public synchronized void add(double iteration, Map<String, Double> values) {
    values.forEach(
        (name, value) -> {
          if (Double.isFinite(value)) {
            List<Point> curve = curves.computeIfAbsent(name, n -> new ArrayList<>());
            curve.add(new Point(iteration, value));
            if (curve.size() > MOST_POINTS) {
              thin(curve);
            }
          }
        });
  }

  private static void thin(List<Point> curve) {
    List<Point> half = new ArrayList<>();
    for (int i = 0; i + 1 < curve.size(); i += 2) {
      half.add(curve.get(i).mean(curve.get(i + 1)));
    }
    if (curve.size() % 2 == 1) {
      half.add(curve.get(curve.size() - 1));
    }
    curve.clear();
    curve.addAll(half);
  }

  /** All curves that have a point, as they are now. */
  public synchronized List<Curve> curves() {
    List<Curve> all = new ArrayList<>();
    curves.forEach(
        (name, points) ->
            all.add(
                new Curve(
                    name,
                    points.stream().mapToDouble(Point::x).toArray(),
                    points.stream().mapToDouble(Point::y).toArray())));
    return all;
  }
}
