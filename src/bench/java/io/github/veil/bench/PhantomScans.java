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
import io.github.veil.image.VolumeIO;
import io.github.veil.image.VoxelType;
import io.github.veil.patch.slice.ScanSource;
import io.github.veil.phantom.Modality;
import io.github.veil.phantom.Phantom;
import io.github.veil.phantom.PhantomConfig;
import io.github.veil.phantom.PhantomPatient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Scans of the sample cohort, made when first asked for and kept in a folder. */
final class PhantomScans {

  private final PhantomConfig config;
  private final Path folder;
  private final VolumeIO io = new VolumeIO();

  PhantomScans(PhantomConfig config, Path folder) {
    this.config = config;
    this.folder = folder;
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

  ImagePlus image(Modality modality, int index) throws IOException {
    return ImagePlusVolumes.imagePlus(volume(modality, index));
  }

  Volume volume(Modality modality, int index) throws IOException {
    if (!Files.exists(file(modality, index))) {
      PhantomPatient patient = Phantom.patient(config, index);
      Geometry geometry = new Geometry(patient.voxelSizeMm(), "mm", patient.affine());
      for (Modality each : List.of(Modality.T1, Modality.T2)) {
        Volume volume = new Volume(patient.id() + " " + each, patient.volume(each), geometry);
        io.save(volume, file(each, index), VoxelType.FLOAT32, true);
      }
    }
    return io.open(file(modality, index));
  }

  private Path file(Modality modality, int index) {
    return folder.resolve("P%03d_%s.nii".formatted(index + 1, modality));
  }
}
