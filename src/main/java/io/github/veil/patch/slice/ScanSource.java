/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch.slice;

import ij.ImagePlus;
import java.io.IOException;

/**
 * A scan that is loaded when its turn comes.
 *
 * @param id the patient's id
 * @param loader gives the image, with its calibration
 */
public record ScanSource(String id, Loader loader) {

  /** Reads one image. */
  @FunctionalInterface
  public interface Loader {
    ImagePlus load() throws IOException;
  }
}
