/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.encoder;

import io.github.veil.image.Geometry;
import io.github.veil.image.Volume;
import io.github.veil.patch.ExtractionConfig;
import io.github.veil.patch.PatchExtractor;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSource;
import io.github.veil.patch.PatientVolumes;
import io.github.veil.phantom.Modality;
import io.github.veil.phantom.Phantom;
import io.github.veil.phantom.PhantomConfig;
import io.github.veil.phantom.PhantomPatient;
import io.github.veil.phantom.ScannerPreset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Images of procedural heads in memory: what an encoder may learn from. Without labels. */
public final class PhantomPatches implements PatchSource {

  private static final int[] VOXELS = {156, 192, 64};

  private final int size;
  private final List<float[]> patches = new ArrayList<>();
  private final List<PatchRow> rows = new ArrayList<>();

  /**
   * Cuts patches from the middle of the resolution range.
   *
   * @param seed of the cohort
   * @param patients how many heads
   * @param perImage patches per head and modality
   * @param size width in pixels, up to 156
   * @param modalities which images of each head
   */
  public PhantomPatches(
      long seed, int patients, int perImage, int size, List<Modality> modalities) {
    this.size = size;
    PhantomConfig cohort = PhantomConfig.covering(seed, patients, VOXELS, ScannerPreset.siteA());
    PatchExtractor extractor =
        new PatchExtractor(
            ExtractionConfig.defaults()
                .withPatchSize(size)
                .withPatches(perImage, 0.5)
                .withSeed(seed));
    for (int i = 0; i < patients; i++) {
      PhantomPatient patient = Phantom.patient(cohort, i);
      Geometry geometry = new Geometry(patient.voxelSizeMm(), "mm", patient.affine());
      for (Modality modality : modalities) {
        Volume volume = new Volume(modality.name(), patient.volume(modality), geometry);
        cut(extractor, new PatientVolumes(patient.id(), modality.name(), volume, null));
      }
    }
  }

  private void cut(PatchExtractor extractor, PatientVolumes patient) {
    try {
      extractor.extract(
          patient,
          (pixels, row) -> {
            patches.add(pixels.clone());
            rows.add(row);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int count() {
    return patches.size();
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public void read(int index, float[] target, int offset) {
    System.arraycopy(patches.get(index), 0, target, offset, size * size);
  }

  @Override
  public List<PatchRow> rows() {
    return List.copyOf(rows);
  }
}
