/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.bench;

import ij.ImagePlus;
import io.github.veil.image.Geometry;
import io.github.veil.image.ImagePlusVolumes;
import io.github.veil.image.Volume;
import io.github.veil.patch.slice.ScanSource;
import io.github.veil.phantom.Modality;
import io.github.veil.phantom.Phantom;
import io.github.veil.phantom.PhantomConfig;
import io.github.veil.phantom.PhantomPatient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Scans of the sample cohort, made when first asked for. */
final class PhantomScans {

  private final PhantomConfig config;
  private final Map<Integer, PhantomPatient> made = new HashMap<>();

  PhantomScans(PhantomConfig config) {
    this.config = config;
  }

  /** Voxels along x, y, z. */
  int[] dimensions() {
    return config.dimensions();
  }

  /** Sources of patients {@code from} (counted from 0, inclusive) to {@code to} (exclusive). */
  List<ScanSource> sources(Modality modality, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> new ScanSource("P%03d".formatted(i + 1), () -> image(modality, i)))
        .toList();
  }

  ImagePlus image(Modality modality, int index) {
    return ImagePlusVolumes.imagePlus(volume(modality, index));
  }

  Volume volume(Modality modality, int index) {
    PhantomPatient patient = made.computeIfAbsent(index, i -> Phantom.patient(config, i));
    Geometry geometry = new Geometry(patient.voxelSizeMm(), "mm", patient.affine());
    return new Volume(patient.id() + " " + modality, patient.volume(modality), geometry);
  }
}
