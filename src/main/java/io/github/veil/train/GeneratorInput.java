/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

/**
 * The order of the numbers that a generator takes for an image: noise for single pixels if it takes
 * that, a latent vector, the code of a condition.
 *
 * @param length how many there are
 * @param width how many of them, the last ones, are the condition's
 */
record GeneratorInput(int length, int width) {

  /** Where the condition starts: how many numbers are drawn at random. */
  int condition() {
    return length - width;
  }

  /** Where a latent vector of {@code latents} numbers starts. */
  int latent(int latents) {
    return condition() - latents;
  }
}
