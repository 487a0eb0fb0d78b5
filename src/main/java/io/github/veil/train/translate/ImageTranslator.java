/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.translate;

import ij.ImagePlus;
import io.github.veil.core.Progress;

/** Translates whole images. */
public interface ImageTranslator {

  /** What translated scans are, for instance "T2". */
  String targetName();

  /** Channels of a translated scan. */
  int outputChannels();

  /**
   * Translates an image of one frame.
   *
   * @param title of the new image
   * @return a new image on the same grid
   * @throws IllegalArgumentException if the image cannot be translated
   * @throws java.util.concurrent.CancellationException if the user asked to stop
   */
  ImagePlus translate(ImagePlus image, String title, Progress progress);
}
