/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.condition;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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

  /**
   * The levels of the first attribute in turn, if it is a category, and all else by its
   * frequencies: what a preview shows. Stateful: for one use.
   */
  static ConditionSource inTurn(ConditionSchema schema) {
    if (schema.none() || !schema.attributes().get(0).categorical()) {
      return ofFrequencies(schema);
    }
    Attribute first = schema.attributes().get(0);
    AtomicInteger next = new AtomicInteger();
    return (target, offset, random) -> {
      String level = first.levels().get(next.getAndIncrement() % first.width());
      Condition condition = new Condition(Map.of(first.name(), level));
      schema.encode(schema.draw(condition, random)::get, target, offset);
    };
  }

  /** Every attribute by itself, by its frequencies. */
  static ConditionSource ofFrequencies(ConditionSchema schema) {
    return (target, offset, random) ->
        schema.encode(schema.draw(Condition.ANY, random)::get, target, offset);
  }
}
