/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

/** Which way to translate. */
public enum Direction {
  /** From X to Y, by generator G. */
  G,
  /** From Y to X, by generator F. */
  F
}
