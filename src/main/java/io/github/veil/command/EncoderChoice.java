/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import io.github.veil.evaluate.encoder.ConvEncoder;
import io.github.veil.evaluate.encoder.Encoder;
import java.io.IOException;
import java.nio.file.Path;

/** The feature space that a user asks for. */
final class EncoderChoice {

  private EncoderChoice() {}

  /**
   * @param weights an Inception-v3 weights file, or null for the embedded encoder
   */
  static Encoder of(Path weights) throws IOException {
    return ConvEncoder.embedded();
  }
}
