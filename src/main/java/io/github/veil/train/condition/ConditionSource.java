/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.condition;

import java.util.random.RandomGenerator;

/** What generated images are told in training. */
@FunctionalInterface
public interface ConditionSource {

  /** Writes the code of a condition to {@code target[offset …]}. */
  void draw(float[] target, int offset, RandomGenerator random);

  /** The conditions of real patches drawn at random: exact, so not for private training. */
  static ConditionSource ofTable(ConditionTable table) {
    return (target, offset, random) -> table.read(random.nextInt(table.count()), target, offset);
  }

  /** Every attribute by itself, by its frequencies. */
  static ConditionSource ofFrequencies(ConditionSchema schema) {
    return (target, offset, random) ->
        schema.encode(schema.draw(Condition.ANY, random)::get, target, offset);
  }
}
