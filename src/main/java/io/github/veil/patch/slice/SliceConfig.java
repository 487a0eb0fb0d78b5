/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch.slice;

import io.github.veil.core.Require;
import io.github.veil.patch.Plane;

/**
 * Which slices of a scan a network sees, and how large.
 *
 * @param plane the plane of the slices
 * @param first first slice to learn from, counted from 1; 0 for the scan's first
 * @param last last slice to learn from; 0 for the scan's last
 * @param size width and height of a working image, pixels
 * @param pixelSize width and height of a working pixel in the scan's unit (mm): slices larger than
 *     a working image are then cut into overlapping tiles; 0 to fit each slice into one working
 *     image, whatever its pixels
 * @param neighbours how many slices above and as many below are seen along with a slice (2.5D)
 * @param leastContent share of a working image, 0 to 1, that must be brighter than {@link
 *     #CONTENT_LEVEL} for the image to be learnt from
 */
public record SliceConfig(
    Plane plane,
    int first,
    int last,
    int size,
    double pixelSize,
    int neighbours,
    double leastContent) {

  public static final int DEFAULT_SIZE = 128;
  public static final double DEFAULT_LEAST_CONTENT = 0.05;
  public static final int MOST_NEIGHBOURS = 4;

  /** A tenth of the intensity range above its lower end; what is darker counts as background. */
  public static final float CONTENT_LEVEL = -0.8f;

  /** What lies outside of a slice. */
  public static final float BACKGROUND = -1;

  public SliceConfig {
    Require.that(plane != null, "The plane is missing; choose axial, coronal or sagittal.");
    Require.atLeast(first, 0, "The first slice (0: the scan's first)");
    Require.that(
        last == 0 || last >= Math.max(1, first),
        "The last slice must not come before the first one, %d, but is %d.",
        first,
        last);
    Require.within(size, 16, 1024, "The slice size (pixels)");
    Require.that(
        pixelSize >= 0 && Double.isFinite(pixelSize),
        "The pixel size must be 0 (fit whole slices) or greater, but is %s.",
        pixelSize);
    Require.within(neighbours, 0, MOST_NEIGHBOURS, "The number of neighbouring slices");
    Require.within(leastContent, 0, 1, "The least content of a slice (share of its pixels)");
  }

  /** All axial slices, each fitted into one working image. */
  public static SliceConfig ofSize(int size) {
    return new SliceConfig(Plane.AXIAL, 0, 0, size, 0, 0, DEFAULT_LEAST_CONTENT);
  }

  /** Slices that the network sees at once. */
  public int depth() {
    return 2 * neighbours + 1;
  }

  /** How many slices of a scan with {@code slices} of them are learnt from, empty ones included. */
  public long used(long slices) {
    long end = last == 0 ? slices : Math.min(last, slices);
    return Math.max(0, end - Math.max(0, first - 1));
  }

  /** Whether a working image (values -1 to 1) holds enough to learn from. */
  boolean hasContent(float[] image) {
    int bright = 0;
    for (float value : image) {
      bright += value > CONTENT_LEVEL ? 1 : 0;
    }
    return bright > 0 && bright >= leastContent * image.length;
  }
}
