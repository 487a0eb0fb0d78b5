/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.segmentation;

/**
 * The smallest of several parabolas {@code (x - position)^2 + height}, as a function of x
 * (Felzenszwalb and Huttenlocher 2012, Distance Transforms of Sampled Functions).
 */
final class LowerEnvelope {

  private final double[] positions;
  private final double[] heights;

  /** Where each parabola begins to be the smallest. */
  private final double[] starts;

  private int count;
  private int current;

  LowerEnvelope(int capacity) {
    positions = new double[capacity];
    heights = new double[capacity];
    starts = new double[capacity];
  }

  /** Forgets all parabolas. */
  void clear() {
    count = 0;
    current = 0;
  }

  /** Adds a parabola to the right of all others. */
  void add(double position, double height) {
    double start = Double.NEGATIVE_INFINITY;
    while (count > 0) {
      start = crossing(count - 1, position, height);
      if (start > starts[count - 1]) {
        break;
      }
      count--;
    }
    positions[count] = position;
    heights[count] = height;
    starts[count] = count == 0 ? Double.NEGATIVE_INFINITY : start;
    count++;
  }

  private double crossing(int left, double position, double height) {
    double width = position - positions[left];
    return 0.5 * (position + positions[left] + (height - heights[left]) / width);
  }

  /** The smallest value at {@code x}, which must not be left of the last x asked for. */
  double at(double x) {
    while (current + 1 < count && starts[current + 1] <= x) {
      current++;
    }
    double distance = x - positions[current];
    return distance * distance + heights[current];
  }
}
