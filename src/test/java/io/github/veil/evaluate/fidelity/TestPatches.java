/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSource;
import java.util.List;

/** Patches given as numbers. */
record TestPatches(int size, int channels, float[][] patches) implements PatchSource {

  static TestPatches ofImage(int size, float... pixels) {
    return new TestPatches(size, 1, new float[][] {pixels});
  }

  @Override
  public int count() {
    return patches.length;
  }

  @Override
  public void read(int index, float[] target, int offset) {
    System.arraycopy(patches[index], 0, target, offset, patches[index].length);
  }

  @Override
  public List<PatchRow> rows() {
    throw new UnsupportedOperationException();
  }
}
