/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch;

import java.util.Arrays;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Reads a volume slice by slice. The array that {@link #read} returns is reused by the next call.
 * Slices across x, whose pixels lie far apart in memory, are fetched {@value #ACROSS_X} at a time.
 * Not safe for use by several threads.
 */
public final class Slices {

  private static final int ACROSS_X = 16;

  private final PrimitiveBlocks<FloatType> blocks;
  private final Plane plane;
  private final int[] size;
  private final float[] pixels;
  private float[] slab = {};
  private int slabStart = -1;
  private int slabDepth;

  /** Slices of {@code volume}, whose axes are x, y, z. */
  public Slices(RandomAccessibleInterval<FloatType> volume, Plane plane) {
    this.blocks = PrimitiveBlocks.of(volume, OnFallback.ACCEPT);
    this.plane = plane;
    this.size = Arrays.stream(volume.dimensionsAsLongArray()).mapToInt(Math::toIntExact).toArray();
    this.pixels = new float[Math.multiplyExact(width(), height())];
  }

  /** Pixels along a row. */
  public int width() {
    return size[plane.columnAxis()];
  }

  /** Pixels along a column. */
  public int height() {
    return size[plane.rowAxis()];
  }

  /** Number of slices. */
  public int count() {
    return size[plane.sliceAxis()];
  }

  /** The pixels of one slice, column by column within row by row. */
  public float[] read(int slice) {
    if (plane.sliceAxis() == 0) {
      copyFromSlab(slice);
    } else {
      copy(slice, 1, pixels);
    }
    return pixels;
  }

  private void copyFromSlab(int slice) {
    int start = slice - slice % ACROSS_X;
    if (start != slabStart) {
      slabDepth = Math.min(ACROSS_X, count() - start);
      slab = slab.length == 0 ? new float[ACROSS_X * pixels.length] : slab;
      copy(start, slabDepth, slab);
      slabStart = start;
    }
    int from = slice - start;
    for (int i = 0; i < pixels.length; i++, from += slabDepth) {
      pixels[i] = slab[from];
    }
  }

  private void copy(int firstSlice, int slices, float[] target) {
    int[] position = new int[3];
    position[plane.sliceAxis()] = firstSlice;
    int[] extent = size.clone();
    extent[plane.sliceAxis()] = slices;
    blocks.copy(position, target, extent);
  }
}
