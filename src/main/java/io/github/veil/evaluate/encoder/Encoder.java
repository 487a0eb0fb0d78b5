/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.encoder;

import io.github.veil.core.Progress;
import io.github.veil.patch.PatchSource;
import java.util.concurrent.CancellationException;

/** Turns images into features. */
public interface Encoder {

  /**
   * What a column of results is named by, for instance "FD (embedded encoder)" by "embedded
   * encoder".
   */
  String name();

  /**
   * What the Frechet distance in this space is called: FID is the name for Inception's pool3 alone.
   */
  default String distance() {
    return "FD";
  }

  /** Number of features. */
  int dimension();

  /**
   * Encodes the image channel of every patch; labels are not looked at. Patches of any size are
   * resampled to the encoder's own.
   *
   * @return [patch][feature], finite
   * @throws CancellationException if the user stopped it
   */
  double[][] encode(PatchSource images, Progress progress);
}
