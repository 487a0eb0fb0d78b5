/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

import io.github.veil.core.Require;
import io.github.veil.patch.PatchSource;
import java.util.ArrayList;
import java.util.List;

/** Patches as images for measures that need intensities from 0 up. */
public final class PatchImages {

  /** The data range of the images, as SSIM asks for it. */
  public static final double DATA_RANGE = 1;

  private PatchImages() {}

  /**
   * The intensities (first channel) of {@code count} patches spread evenly over the source, mapped
   * from [-1, 1] to [0, 1]: SSIM depends on where 0 lies.
   *
   * @param count at least 1; all patches if the source has fewer
   */
  public static List<GreyImage> spread(PatchSource source, int count) {
    Require.atLeast(count, 1, "The number of images");
    int taken = Math.min(count, source.count());
    int area = source.size() * source.size();
    float[] patch = new float[source.channels() * area];
    List<GreyImage> images = new ArrayList<>(taken);
    for (int i = 0; i < taken; i++) {
      source.read((int) ((long) i * source.count() / taken), patch, 0);
      double[] pixels = new double[area];
      for (int p = 0; p < area; p++) {
        pixels[p] = (patch[p] + 1.0) / 2;
      }
      images.add(new GreyImage(source.size(), source.size(), pixels));
    }
    return images;
  }
}
