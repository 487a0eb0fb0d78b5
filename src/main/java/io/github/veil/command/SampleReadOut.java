/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import io.github.veil.phantom.PhantomConfig;
import java.util.List;

/** What Open Sample Cohort will make. */
final class SampleReadOut {

  private static final int IMAGE_BYTES = 4;

  private SampleReadOut() {}

  /**
   * @param images MR images for each patient
   * @param labels label images for each patient, one byte per voxel
   */
  static List<String> of(PhantomConfig config, int images, int labels) {
    int[] n = config.dimensions();
    double[] mm = config.voxelSizeMm();
    double voxels = (double) n[0] * n[1] * n[2];
    return List.of(
        "<b>%d images and %d label images</b> of %d x %d x %d voxels (%.2f x %.2f x %.2f mm), %s"
            .formatted(
                config.patients() * images,
                config.patients() * labels,
                n[0],
                n[1],
                n[2],
                mm[0],
                mm[1],
                mm[2],
                ReadOut.bytes(config.patients() * voxels * (IMAGE_BYTES * images + labels))));
  }
}
