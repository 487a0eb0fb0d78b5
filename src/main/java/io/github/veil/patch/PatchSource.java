/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch;

import java.util.List;

/**
 * Square patches of one size that can be read by index, in the range that networks take.
 *
 * <p>Implementations allow {@link #read} from several threads.
 */
public interface PatchSource {

  /** How many patches there are. */
  int count();

  /** Width and height of a patch, in pixels. */
  int size();

  /** 1 for images alone, 2 for image and label. */
  int channels();

  /**
   * Copies patch {@code index} to {@code target[offset …]}, in the order channel, y, x: {@code
   * channels * size * size} values in [-1, 1], the label as -1 (background) or +1 (foreground).
   */
  void read(int index, float[] target, int offset);

  /** Patch {@code index} in an array of its own. */
  default float[] read(int index) {
    float[] patch = new float[channels() * size() * size()];
    read(index, patch, 0);
    return patch;
  }

  /** One row per patch, in patch order. */
  List<PatchRow> rows();
}
