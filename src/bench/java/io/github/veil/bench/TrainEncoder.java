/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.bench;

import io.github.veil.core.AtomicFile;
import io.github.veil.evaluate.encoder.EncoderFile;
import io.github.veil.evaluate.encoder.EncoderTraining;
import java.io.IOException;
import java.nio.file.Path;

/** Remakes the numbers of the embedded encoder. */
public final class TrainEncoder {

  private TrainEncoder() {}

  /**
   * @param args the file to write
   */
  public static void main(String[] args) throws IOException {
    AtomicFile.viaStream(
        Path.of(args[0]), true, out -> EncoderFile.write(EncoderTraining.embedded(), out));
  }
}
