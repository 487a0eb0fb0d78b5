/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.core.RandomSource;
import java.util.HexFormat;

/**
 * Where a training is, apart from its weights. Together with them it determines all that follows:
 * every random draw is a function of the key and of these counters.
 *
 * @param run id of the run in the privacy ledger
 * @param iteration generator steps taken
 * @param criticSteps critic steps taken; may be ahead of {@code iteration} when a run was cancelled
 *     between two critic steps
 * @param seconds wall-clock time spent
 * @param randomKey 64 hexadecimal digits; secret: who has it can subtract the privacy noise
 * @param secure whether the key came from the operating system's entropy
 */
public record TrainingState(
    String run,
    long iteration,
    long criticSteps,
    double seconds,
    String randomKey,
    boolean secure) {

  /**
   * The beginning of a run.
   *
   * @param seed blank for secure randomness, else a whole number
   */
  public static TrainingState start(String seed) {
    RandomSource random = RandomSource.ofSeed(seed);
    byte[] name = new byte[8];
    random.generator("name of run", 0).nextBytes(name);
    HexFormat hex = HexFormat.of();
    return new TrainingState(
        hex.formatHex(name), 0, 0, 0, hex.formatHex(random.key()), random.isSecure());
  }

  /** The run's randomness. */
  public RandomSource random() {
    return RandomSource.restored(HexFormat.of().parseHex(randomKey), secure);
  }

  /** One critic step later. */
  public TrainingState afterCriticStep() {
    return new TrainingState(run, iteration, criticSteps + 1, seconds, randomKey, secure);
  }

  /** One iteration later. */
  public TrainingState afterIteration(double secondsNow) {
    return new TrainingState(run, iteration + 1, criticSteps, secondsNow, randomKey, secure);
  }
}
