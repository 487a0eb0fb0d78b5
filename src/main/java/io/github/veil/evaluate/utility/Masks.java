/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.utility;

import io.github.veil.patch.LabelMask;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.type.numeric.real.FloatType;

/** Voxel masks: 1 for foreground, 0 for background; x runs fastest, then y, then z. */
public final class Masks {

  private Masks() {}

  /** Which values are foreground. */
  @FunctionalInterface
  interface Rule {
    boolean isForeground(float value);
  }

  static byte[] of(LabelMask label) {
    return of(label.values(), label::isForeground);
  }

  static byte[] of(RandomAccessibleInterval<FloatType> values, Rule rule) {
    int[] size = dimensions(values);
    int plane = size[0] * size[1];
    byte[] mask = new byte[Math.multiplyExact(plane, size[2])];
    PrimitiveBlocks<FloatType> blocks = PrimitiveBlocks.of(values, OnFallback.ACCEPT);
    float[] slice = new float[plane];
    for (int z = 0; z < size[2]; z++) {
      blocks.copy(new int[] {0, 0, z}, slice, new int[] {size[0], size[1], 1});
      for (int i = 0; i < plane; i++) {
        mask[z * plane + i] = (byte) (rule.isForeground(slice[i]) ? 1 : 0);
      }
    }
    return mask;
  }

  /** Voxels along x, y, z. */
  public static int[] dimensions(RandomAccessibleInterval<FloatType> values) {
    int[] size = new int[values.numDimensions()];
    for (int d = 0; d < size.length; d++) {
      size[d] = Math.toIntExact(values.dimension(d));
    }
    return size;
  }
}
