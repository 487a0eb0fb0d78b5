/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.supervised;

import io.github.veil.core.Progress;
import java.io.IOException;

/** Says how good a model is on patients that it was not trained on and will not be tested on. */
@FunctionalInterface
public interface SegmentationValidator {

  /**
   * @return mean Dice coefficient of the validation patients, 0 to 1; NaN if undefined for all
   * @throws IOException if a patient's image cannot be read
   */
  double dice(SegmentationModel model, Progress progress) throws IOException;
}
