/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSource;
import java.util.List;

/**
 * A sample of one set, with its features.
 *
 * @param name what the set is called
 * @param patches the sampled images
 * @param features one row per image
 */
record ImageSet(String name, PatchSource patches, double[][] features) {

  /** The patient of each image; null if they are not known. */
  List<String> patients() {
    List<String> patients = patches.rows().stream().map(PatchRow::patient).toList();
    return patients.stream().distinct().count() > 1 ? patients : null;
  }
}
