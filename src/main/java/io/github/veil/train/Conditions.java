/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.train.condition.ConditionSchema;
import io.github.veil.train.condition.ConditionSource;
import io.github.veil.train.condition.ConditionTable;
import java.util.List;

/**
 * What a training knows of conditions.
 *
 * @param schema what they are, with the frequencies that the model is to state
 * @param real of the real patches; private data
 * @param generated for generated patches
 * @param loss of the critic's outputs under them
 */
record Conditions(
    ConditionSchema schema, ConditionTable real, ConditionSource generated, CriticLoss loss) {

  /** Of an unconditional training. */
  static Conditions none(AdversarialLoss loss) {
    ConditionTable table = new ConditionTable(ConditionSchema.NONE, List.of());
    return new Conditions(
        ConditionSchema.NONE,
        table,
        (target, offset, random) -> {},
        CriticLoss.unconditional(loss));
  }
}
