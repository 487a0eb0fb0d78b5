/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.condition;

/** How a critic judges whether an image fits its condition. */
public enum ConditionHead {
  /** Not at all: the network is unconditional. */
  NONE,
  /** It names the condition itself, by a second output (Odena, Olah, Shlens 2017). */
  AUXILIARY,
  /** Its score depends on the condition, by an inner product (Miyato and Koyama 2018). */
  PROJECTION
}
