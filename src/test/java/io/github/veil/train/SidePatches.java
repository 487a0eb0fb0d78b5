/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.core.RandomSource;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Seeded patches with a disc, and the disc as label, whose column follows from the class ("left" or
 * "right") and whose radius is the attribute "radius", 3 to 7 pixels; 10 patches per patient. The
 * first patch has no class, the second no radius.
 */
final class SidePatches implements PatchSource {

  static final int SIZE = 32;

  private final float[][] pixels;
  private final List<PatchRow> rows = new ArrayList<>();

  SidePatches(int count, long seed) {
    pixels = new float[count][];
    for (int i = 0; i < count; i++) {
      RandomGenerator random = RandomSource.seeded(seed).generator("side", i);
      boolean left = random.nextBoolean();
      double radius = 3 + 4 * random.nextDouble();
      double x = (left ? 8 : 24) + random.nextDouble() - 0.5;
      double y = 16 + 6 * random.nextDouble() - 3;
      pixels[i] = disc(x, y, radius);
      rows.add(
          new PatchRow(
              i,
              "P" + i / 10,
              i % 7,
              16,
              16,
              true,
              0.1,
              i == 0 ? "" : left ? "left" : "right",
              Map.of("radius", i == 1 ? "" : Double.toString(radius))));
    }
  }

  private static float[] disc(double x, double y, double radius) {
    float[] patch = new float[2 * SIZE * SIZE];
    for (int i = 0; i < SIZE * SIZE; i++) {
      double inside = radius - Math.hypot(i % SIZE - x, i / SIZE - y);
      patch[i] = (float) (0.9 * Math.tanh(inside));
      patch[SIZE * SIZE + i] = inside > 0 ? 1 : -1;
    }
    return patch;
  }

  @Override
  public int count() {
    return pixels.length;
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
    System.arraycopy(pixels[index], 0, target, offset, pixels[index].length);
  }

  @Override
  public List<PatchRow> rows() {
    return rows;
  }
}
