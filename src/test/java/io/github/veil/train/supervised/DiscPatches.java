/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.supervised;

import io.github.veil.core.RandomSource;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Seeded noisy patches of 16 x 16 with one bright disc each and the disc as label: 10 patches per
 * patient, class "small" or "large" by the disc's radius.
 */
public final class DiscPatches implements PatchSource {

  private static final int SIZE = 16;

  private final String prefix;
  private final List<float[]> patches = new ArrayList<>();
  private final List<PatchRow> rows = new ArrayList<>();

  /**
   * @param prefix first part of the patients' ids
   */
  public DiscPatches(String prefix, int count, long seed) {
    this.prefix = prefix;
    for (int i = 0; i < count; i++) {
      add(i, RandomSource.seeded(seed).generator("disc", i));
    }
  }

  private void add(int index, RandomGenerator random) {
    boolean large = random.nextBoolean();
    double radius = large ? 5 : 2.5;
    double cx = 5 + 6 * random.nextDouble();
    double cy = 5 + 6 * random.nextDouble();
    int area = SIZE * SIZE;
    float[] patch = new float[2 * area];
    for (int i = 0; i < area; i++) {
      boolean inside = Math.hypot(i % SIZE - cx, i / SIZE - cy) < radius;
      double value = (inside ? 0.3 : -0.3) + 0.4 * random.nextGaussian();
      patch[i] = (float) Math.max(-1, Math.min(1, value));
      patch[area + i] = inside ? 1 : -1;
    }
    patches.add(patch);
    String patient = prefix + index / 10;
    String className = large ? "large" : "small";
    rows.add(new PatchRow(index, patient, 0, 8, 8, true, 0.1, className));
  }

  @Override
  public int count() {
    return patches.size();
  }

  @Override
  public int size() {
    return SIZE;
  }

  @Override
  public int channels() {
    return 2;
  }

  @Override
  public void read(int index, float[] target, int offset) {
    float[] patch = patches.get(index);
    System.arraycopy(patch, 0, target, offset, patch.length);
  }

  @Override
  public List<PatchRow> rows() {
    return List.copyOf(rows);
  }
}
