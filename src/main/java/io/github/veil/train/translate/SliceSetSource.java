/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.translate;

import io.github.veil.patch.slice.SliceSet;
import io.github.veil.train.cycle.SliceSource;

/**
 * Collected working images as training data.
 *
 * @param set the images
 */
public record SliceSetSource(SliceSet set) implements SliceSource {

  @Override
  public int count() {
    return set.count();
  }

  @Override
  public int size() {
    return set.size();
  }

  @Override
  public int channels() {
    return set.channels();
  }

  @Override
  public void fill(int index, float[] target) {
    set.read(index, target);
  }

  @Override
  public String patient(int index) {
    return set.patient(index);
  }
}
