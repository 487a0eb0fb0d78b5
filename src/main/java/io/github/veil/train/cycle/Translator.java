/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Applies a trained generator. Deterministic: dropout is off, and every slice is translated by
 * itself, whatever else is in the call. Not safe for use by several threads.
 */
public final class Translator implements AutoCloseable {

  private final CycleCard card;
  private final Direction direction;

  private Translator(CycleCard card, Direction direction) {
    this.card = card;
    this.direction = direction;
  }

  /**
   * Loads one generator.
   *
   * @param model model zip of {@link CycleTraining}
   * @throws IOException if it cannot be read or is no model of a translation
   */
  public static Translator open(Path model, Direction direction) throws IOException {
    throw new UnsupportedOperationException("The networks follow.");
  }

  /** The model card. */
  public CycleCard card() {
    return card;
  }

  /** Which way this translates. */
  public Direction direction() {
    return direction;
  }

  /**
   * Translates slices.
   *
   * @param slices [count, {@link CycleCard#inputChannels}, size, size] in [-1, 1]
   * @param count how many
   * @return [count, {@link CycleCard#outputChannels}, size, size] in [-1, 1]; the caller's
   */
  public float[] translate(float[] slices, int count) {
    throw new UnsupportedOperationException("The networks follow.");
  }

  @Override
  public void close() {}
}
