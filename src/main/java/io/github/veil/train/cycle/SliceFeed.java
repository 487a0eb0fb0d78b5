/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import java.util.random.RandomGenerator;

/** Reads slices of one set for the networks, changed at random. Not safe for several threads. */
final class SliceFeed {

  private final SliceSource source;
  private final SliceAugmentation augmentation;
  private final float[] slice;

  SliceFeed(SliceSource source, SliceAugmentation augmentation) {
    this.source = source;
    this.augmentation = augmentation;
    slice = new float[source.channels() * source.size() * source.size()];
  }

  /**
   * Reads a batch.
   *
   * @return [indices.length, channels, size, size]
   */
  float[] read(int[] indices, RandomGenerator random) {
    float[] batch = new float[indices.length * slice.length];
    for (int i = 0; i < indices.length; i++) {
      source.fill(indices[i], slice);
      augmentation.apply(random, slice, source.size(), batch, i * slice.length);
    }
    return batch;
  }

  /** What stands for a slice that is not there: nothing but the middle of the range. */
  float[] blank() {
    return new float[slice.length];
  }
}
