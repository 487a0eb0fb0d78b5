/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSource;
import java.util.List;

/**
 * Patches that are read ahead of the step they are drawn for.
 *
 * @param patches all of them
 * @param ahead draws the steps
 */
record PatchesAhead(PatchSource patches, ReadAhead ahead) implements PatchSource {

  /** Patches as the sampler draws them. */
  static PatchesAhead of(BatchSampler sampler, PatchSource patches) {
    return new PatchesAhead(patches, new ReadAhead(sampler, patches::read));
  }

  @Override
  public int count() {
    return patches.count();
  }

  @Override
  public int size() {
    return patches.size();
  }

  @Override
  public int channels() {
    return patches.channels();
  }

  @Override
  public void read(int index, float[] target, int offset) {
    float[] patch = ahead.example(index);
    System.arraycopy(patch, 0, target, offset, patch.length);
  }

  @Override
  public List<PatchRow> rows() {
    return patches.rows();
  }
}
