/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.patch.PatchRow;
import io.github.veil.train.condition.ConditionHead;
import io.github.veil.train.condition.ConditionSchema;
import io.github.veil.train.condition.ConditionTable;
import java.util.List;

/** Reads the score of patches out of a trained critic's outputs, given what their table says. */
public final class ConditionScores {

  private final ConditionTable table;
  private final float[] code;

  /**
   * @param card of the model that the critic belongs to
   * @param rows the table of the patches; a value that the model does not know counts as missing
   */
  public ConditionScores(ModelCard card, List<PatchRow> rows) {
    boolean projects =
        card.config() != null && card.config().conditioning().head() == ConditionHead.PROJECTION;
    table = ConditionTable.lenient(projects ? card.conditions() : ConditionSchema.NONE, rows);
    code = new float[table.schema().width()];
  }

  /**
   * The score of a patch.
   *
   * @param outputs of the critic
   * @param at where those of this patch begin
   */
  public double score(int patch, float[] outputs, int at) {
    table.read(patch, code, 0);
    double score = outputs[at];
    for (int k = 0; k < code.length; k++) {
      score += (double) code[k] * outputs[at + 1 + k];
    }
    return score;
  }
}
