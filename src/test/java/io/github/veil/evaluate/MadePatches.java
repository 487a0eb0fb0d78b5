/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSource;
import java.util.List;

/**
 * Patches in memory.
 *
 * @param patches [channel, y, x] each
 */
public record MadePatches(int size, int channels, List<float[]> patches, List<PatchRow> rows)
    implements PatchSource {

  @Override
  public int count() {
    return patches.size();
  }

  @Override
  public void read(int index, float[] target, int offset) {
    System.arraycopy(patches.get(index), 0, target, offset, channels * size * size);
  }
}
