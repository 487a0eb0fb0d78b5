/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.segmentation;

import io.github.veil.core.Require;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Which voxels are foreground.
 *
 * @param width voxels along x
 * @param height voxels along y
 * @param depth voxels along z; 1 for a 2D image
 * @param foreground x fastest, then y, then z; owned by the mask, which must not be changed
 */
public record Mask(int width, int height, int depth, boolean[] foreground) {

  public Mask {
    Require.that(
        width > 0 && height > 0 && depth > 0 && foreground.length == (long) width * height * depth,
        "A mask of %d x %d x %d voxels cannot have %d values.",
        width,
        height,
        depth,
        foreground.length);
  }

  /** Which values are foreground. */
  @FunctionalInterface
  public interface Rule {
    boolean isForeground(float value);
  }

  /**
   * Every voxel above 0.
   *
   * @param labels axes x, y, z
   * @throws IllegalArgumentException if a voxel is NaN, or there are more than 2^31 - 1
   */
  public static Mask of(RandomAccessibleInterval<FloatType> labels) {
    return of(
        labels,
        value -> {
          Require.that(
              !Float.isNaN(value),
              "The mask has a voxel that is not a number (NaN); set it to 0 or 1 first.");
          return value > 0;
        });
  }

  /**
   * Every voxel that {@code rule} holds for foreground.
   *
   * @param values axes x, y, z
   * @throws IllegalArgumentException if there are more than 2^31 - 1 voxels
   */
  public static Mask of(RandomAccessibleInterval<FloatType> values, Rule rule) {
    long size = values.dimension(0) * values.dimension(1) * values.dimension(2);
    Require.that(
        size <= Integer.MAX_VALUE - 8,
        "The mask has %d voxels, more than the 2^31 that are possible; crop it first.",
        size);
    int width = (int) values.dimension(0);
    int height = (int) values.dimension(1);
    int depth = (int) values.dimension(2);
    boolean[] foreground = new boolean[(int) size];
    PrimitiveBlocks<FloatType> blocks = PrimitiveBlocks.of(values, OnFallback.ACCEPT);
    float[] slice = new float[width * height];
    for (int z = 0; z < depth; z++) {
      blocks.copy(new int[] {0, 0, z}, slice, new int[] {width, height, 1});
      for (int i = 0; i < slice.length; i++) {
        foreground[z * slice.length + i] = rule.isForeground(slice[i]);
      }
    }
    return new Mask(width, height, depth, foreground);
  }

  /** How many voxels are foreground. */
  public int count() {
    int count = 0;
    for (boolean voxel : foreground) {
      count += voxel ? 1 : 0;
    }
    return count;
  }

  /** Whether no voxel is foreground. */
  public boolean isEmpty() {
    return count() == 0;
  }

  /**
   * The foreground voxels with at least one of their 6 face neighbours in the background. What lies
   * outside the image counts as background.
   */
  public Mask surface() {
    boolean[] surface = new boolean[foreground.length];
    for (int i = 0; i < surface.length; i++) {
      if (foreground[i]) {
        int x = i % width;
        int y = i / width % height;
        int z = i / width / height;
        surface[i] = !isInside(x, y, z);
      }
    }
    return new Mask(width, height, depth, surface);
  }

  private boolean isInside(int x, int y, int z) {
    return at(x - 1, y, z)
        && at(x + 1, y, z)
        && at(x, y - 1, z)
        && at(x, y + 1, z)
        && at(x, y, z - 1)
        && at(x, y, z + 1);
  }

  private boolean at(int x, int y, int z) {
    return x >= 0
        && y >= 0
        && z >= 0
        && x < width
        && y < height
        && z < depth
        && foreground[(z * height + y) * width + x];
  }

  void requireSameSize(Mask other) {
    Require.that(
        width == other.width && height == other.height && depth == other.depth,
        "Truth and prediction must have one size, but they have %d x %d x %d and %d x %d x %d"
            + " voxels.",
        width,
        height,
        depth,
        other.width,
        other.height,
        other.depth);
  }
}
