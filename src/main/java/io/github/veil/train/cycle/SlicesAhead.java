/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import io.github.veil.train.ReadAhead;

/**
 * Slices that are read ahead of the step they are drawn for.
 *
 * @param slices all of them
 * @param first which number slice 0 has in {@code ahead}
 */
record SlicesAhead(SliceSource slices, ReadAhead ahead, int first) implements SliceSource {

  /** Reads one slice into an array of its own. */
  static float[] read(SliceSource slices, int index) {
    float[] slice = new float[slices.channels() * slices.size() * slices.size()];
    slices.fill(index, slice);
    return slice;
  }

  @Override
  public int count() {
    return slices.count();
  }

  @Override
  public int size() {
    return slices.size();
  }

  @Override
  public int channels() {
    return slices.channels();
  }

  @Override
  public void fill(int index, float[] target) {
    float[] slice = ahead.example(first + index);
    System.arraycopy(slice, 0, target, 0, slice.length);
  }

  @Override
  public String patient(int index) {
    return slices.patient(index);
  }
}
