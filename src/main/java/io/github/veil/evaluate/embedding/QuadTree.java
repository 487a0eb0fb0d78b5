/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.embedding;

import java.util.Arrays;

/**
 * A quadtree over points of the plane for Barnes-Hut sums, its nodes in depth-first order so that a
 * walk is one pass over an array: to the next node, or past the subtree.
 */
final class QuadTree {

  private static final int FIELDS = 4;
  private static final int DEEPEST = 60;

  private final double[] y;
  private final int[] order;
  private final int[] scratch;
  private double[] nodes;
  private int[] skips;
  private int size;

  /**
   * @param y x, y of each point in turn; read again by {@link #repulsion}
   * @param order the points, in any order; sorted by place in the plane afterwards
   */
  QuadTree(double[] y, int[] order) {
    this.y = y;
    this.order = order;
    this.scratch = new int[order.length];
    this.nodes = new double[FIELDS * 3 * order.length];
    this.skips = new int[3 * order.length];
    double left = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.POSITIVE_INFINITY;
    double top = Double.NEGATIVE_INFINITY;
    for (int i : order) {
      left = Math.min(left, y[2 * i]);
      right = Math.max(right, y[2 * i]);
      bottom = Math.min(bottom, y[2 * i + 1]);
      top = Math.max(top, y[2 * i + 1]);
    }
    double width = Math.max(right - left, top - bottom);
    build(0, order.length, (left + right) / 2, (bottom + top) / 2, width, 0);
  }

  /**
   * Sums over all other points j, a cell standing for its points where its width is at most theta
   * times its distance.
   *
   * @param thetaSquared theta^2; 0 for the exact sum
   * @param force receives sum_j q_ij^2 (y_i - y_j), q_ij = 1 / (1 + |y_i - y_j|^2), at 2i, 2i + 1
   * @return sum_j q_ij
   */
  double repulsion(int i, double thetaSquared, double[] force) {
    double px = y[2 * i];
    double py = y[2 * i + 1];
    double forceX = 0;
    double forceY = 0;
    double sum = -1;
    int node = 0;
    while (node < size) {
      int field = FIELDS * node;
      double dx = px - nodes[field];
      double dy = py - nodes[field + 1];
      double square = dx * dx + dy * dy;
      if (nodes[field + 3] <= thetaSquared * square) {
        double q = 1 / (1 + square);
        double many = nodes[field + 2] * q;
        sum += many;
        forceX += many * q * dx;
        forceY += many * q * dy;
        node = skips[node];
      } else {
        node++;
      }
    }
    force[2 * i] = forceX;
    force[2 * i + 1] = forceY;
    return sum;
  }

  private void build(int from, int to, double x, double top, double width, int depth) {
    int node = add(from, to);
    if (to - from > 1 && depth < DEEPEST && !allEqual(from, to)) {
      nodes[FIELDS * node + 3] = width * width;
      int[] bounds = split(from, to, x, top);
      double quarter = width / 4;
      for (int child = 0; child < 4; child++) {
        if (bounds[child + 1] > bounds[child]) {
          build(
              bounds[child],
              bounds[child + 1],
              x + ((child & 1) == 0 ? -quarter : quarter),
              top + ((child & 2) == 0 ? -quarter : quarter),
              width / 2,
              depth + 1);
        }
      }
    }
    skips[node] = size;
  }

  /** Adds a node with centre of mass and count; its width stays 0: a leaf. */
  private int add(int from, int to) {
    if (size == skips.length) {
      nodes = Arrays.copyOf(nodes, 2 * nodes.length);
      skips = Arrays.copyOf(skips, 2 * skips.length);
    }
    double sumX = 0;
    double sumY = 0;
    for (int e = from; e < to; e++) {
      sumX += y[2 * order[e]];
      sumY += y[2 * order[e] + 1];
    }
    int count = to - from;
    boolean single = count == 1;
    nodes[FIELDS * size] = single ? y[2 * order[from]] : sumX / count;
    nodes[FIELDS * size + 1] = single ? y[2 * order[from] + 1] : sumY / count;
    nodes[FIELDS * size + 2] = count;
    return size++;
  }

  private boolean allEqual(int from, int to) {
    int first = order[from];
    for (int e = from + 1; e < to; e++) {
      if (y[2 * order[e]] != y[2 * first] || y[2 * order[e] + 1] != y[2 * first + 1]) {
        return false;
      }
    }
    return true;
  }

  /** Sorts the points of a cell by quadrant, and returns the quadrants' bounds. */
  private int[] split(int from, int to, double x, double middle) {
    int[] bounds = new int[5];
    for (int e = from; e < to; e++) {
      bounds[quadrant(order[e], x, middle) + 1]++;
    }
    bounds[0] = from;
    for (int child = 0; child < 4; child++) {
      bounds[child + 1] += bounds[child];
    }
    int[] next = Arrays.copyOf(bounds, 4);
    System.arraycopy(order, from, scratch, from, to - from);
    for (int e = from; e < to; e++) {
      order[next[quadrant(scratch[e], x, middle)]++] = scratch[e];
    }
    return bounds;
  }

  private int quadrant(int i, double x, double middle) {
    return (y[2 * i] < x ? 0 : 1) + (y[2 * i + 1] < middle ? 0 : 2);
  }
}
