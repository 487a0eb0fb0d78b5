/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch;

import io.github.veil.core.Require;

/**
 * Where a window of {@code size} x {@code size} pixels may lie in a stack of slices. The window
 * around the centre (x, y) covers x - size/2 … x - size/2 + size - 1, and y likewise; for even
 * sizes that is x - size/2 … x + size/2 - 1, and the centre is the pixel right of and below the
 * middle.
 */
record Window(int size, int width, int height, int slices) {

  Window {
    Require.that(
        size <= width && size <= height,
        "A patch of %d x %d pixels does not fit into slices of %d x %d pixels; choose a patch size"
            + " of at most %d.",
        size,
        size,
        width,
        height,
        Math.min(width, height));
  }

  int half() {
    return size / 2;
  }

  /** Number of centres along a row. */
  int columns() {
    return width - size + 1;
  }

  /** Number of centres along a column. */
  int rows() {
    return height - size + 1;
  }

  /** Number of all centres in all slices. */
  long positions() {
    return (long) columns() * rows() * slices;
  }

  /** Whether the window around a position lies wholly inside its slice. */
  boolean contains(PatchRow position) {
    return position.slice() >= 0
        && position.slice() < slices
        && position.x() >= half()
        && position.x() < half() + columns()
        && position.y() >= half()
        && position.y() < half() + rows();
  }

  /** The number of a centre: 0 … {@link #positions()} - 1, by slice, row, column. */
  long index(int slice, int x, int y) {
    return ((long) slice * rows() + (y - half())) * columns() + (x - half());
  }

  int slice(long index) {
    return (int) (index / ((long) columns() * rows()));
  }

  int x(long index) {
    return half() + (int) (index % columns());
  }

  int y(long index) {
    return half() + (int) (index / columns() % rows());
  }
}
