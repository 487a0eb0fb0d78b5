/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.translate;

/** Something that translates working images, usually a {@code Translator}. */
@FunctionalInterface
public interface SliceTranslator {

  /**
   * @param images [count, channels in, size, size] in [-1, 1]
   * @param count how many
   * @return [count, channels out, size, size] in [-1, 1]
   */
  float[] translate(float[] images, int count);
}
