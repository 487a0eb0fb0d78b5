/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import java.util.List;

/** What Open Sample Cohort will make. */
final class SampleReadOut {

  private static final int IMAGE_BYTES = 4;

  private SampleReadOut() {}

  static List<String> of(SampleSubjects subjects) {
    int[] n = subjects.dimensions();
    double[] mm = subjects.voxelSizeMm();
    int images = subjects.images();
    int labels = subjects.titles(0).size() - images;
    double voxels = (double) n[0] * n[1] * n[2];
    return List.of(
        "<b>%d images and %d label images</b> of %d x %d x %d voxels (%.2f x %.2f x %.2f mm), %s"
            .formatted(
                subjects.patients() * images,
                subjects.patients() * labels,
                n[0],
                n[1],
                n[2],
                mm[0],
                mm[1],
                mm[2],
                ReadOut.bytes(subjects.patients() * voxels * (IMAGE_BYTES * images + labels))));
  }
}
