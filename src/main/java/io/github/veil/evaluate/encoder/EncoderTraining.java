/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.encoder;

import io.github.veil.phantom.Modality;
import java.util.List;

/** How the embedded encoder's numbers were made: the same call gives the same numbers. */
public final class EncoderTraining {

  private static final long SEED = 20_261_122;
  private static final int PATIENTS = 4;
  private static final int PATCHES_PER_IMAGE = 60;
  private static final int PATCH_SIZE = 64;

  private EncoderTraining() {}

  /** Learns the embedded encoder anew from phantoms; takes some minutes at most. */
  public static ConvEncoder embedded() {
    return PhantomFilters.learn(
        new PhantomPatches(
            SEED, PATIENTS, PATCHES_PER_IMAGE, PATCH_SIZE, List.of(Modality.values())));
  }
}
