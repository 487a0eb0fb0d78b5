/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import io.github.veil.core.RandomSource;
import java.util.random.RandomGenerator;

/** Slices with one bright blob each, as few numbers describe them; a few slices per patient. */
record BlobSlices(String name, int count, int size, int channels, int perPatient, float bright)
    implements SliceSource {

  @Override
  public void fill(int index, float[] target) {
    RandomGenerator random = RandomSource.seeded(11).generator(name, index);
    double x = size * (0.3 + 0.4 * random.nextDouble());
    double y = size * (0.3 + 0.4 * random.nextDouble());
    double width = size * (0.1 + 0.1 * random.nextDouble());
    int area = size * size;
    for (int i = 0; i < target.length; i++) {
      double dx = (i % size - x) / width;
      double dy = (i % area / size - y) / width;
      target[i] = (float) (-0.8 + (bright + 0.8) * Math.exp(-dx * dx - dy * dy));
    }
  }

  @Override
  public String patient(int index) {
    return "patient " + index / perPatient;
  }
}
