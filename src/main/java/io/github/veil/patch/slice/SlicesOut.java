/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch.slice;

import io.github.veil.patch.Plane;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Puts slices of any plane together to a volume: the way back of {@link
 * io.github.veil.patch.Slices}.
 */
public final class SlicesOut {

  private final Plane plane;
  private final long[] size;
  private final long[] strides;
  private final float[] voxels;

  /**
   * @param size voxels along x, y, z; fewer than 2^31 in all
   */
  public SlicesOut(long[] size, Plane plane) {
    this.plane = plane;
    this.size = size.clone();
    this.strides = new long[] {1, size[0], size[0] * size[1]};
    this.voxels = new float[Math.toIntExact(size[0] * size[1] * size[2])];
  }

  /**
   * @param pixels of the slice, column by column within row by row
   */
  public void put(float[] pixels, int slice) {
    int width = (int) size[plane.columnAxis()];
    long start = slice * strides[plane.sliceAxis()];
    for (int i = 0; i < pixels.length; i++) {
      long at =
          start + i % width * strides[plane.columnAxis()] + i / width * strides[plane.rowAxis()];
      voxels[(int) at] = pixels[i];
    }
  }

  /** What has been put so far, 0 elsewhere; axes x, y, z; shares this object's memory. */
  public RandomAccessibleInterval<FloatType> volume() {
    return ArrayImgs.floats(voxels, size);
  }
}
