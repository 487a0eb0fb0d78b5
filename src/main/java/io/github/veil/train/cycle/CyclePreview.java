/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import java.util.List;

/**
 * Fixed slices on their way there and back, always the same ones, to be laid out as rows real,
 * translated, cycled.
 *
 * @param step steps taken
 * @param size width and height of every slice
 * @param rows slices of X first, then of Y
 */
public record CyclePreview(long step, int size, List<Row> rows) {

  /**
   * One slice.
   *
   * @param direction of its translation
   * @param real [channels, size, size] in [-1, 1], as all three
   * @param translated into the other set
   * @param cycled and back
   */
  public record Row(Direction direction, float[] real, float[] translated, float[] cycled) {}

  public CyclePreview {
    rows = List.copyOf(rows);
  }
}
