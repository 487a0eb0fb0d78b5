/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.core.RandomSource;
import io.github.veil.train.condition.ConditionSchema;
import io.github.veil.train.condition.ConditionSource;
import io.github.veil.train.condition.ConditionTable;
import io.github.veil.train.condition.Conditioning;
import io.github.veil.train.condition.Conditioning.Counting;
import io.github.veil.train.condition.Frequencies;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what a training tells its networks of each image, and how often what is asked for. */
final class ConditionSetup {

  private static final Logger LOG = LoggerFactory.getLogger(ConditionSetup.class);

  private final GanJob job;
  private final GanConfig config;
  private final Conditioning conditioning;
  private final boolean isPrivate;

  ConditionSetup(GanJob job, GanConfig config) {
    this.job = job;
    this.config = config;
    this.conditioning = config.conditioning();
    this.isPrivate = config.privacy().enabled();
  }

  /**
   * The attributes of a new training, with uniform frequencies or those that the user gave.
   *
   * @throws IllegalArgumentException with a sentence if the table or the settings do not allow it
   */
  ConditionSchema schema() {
    ConditionSchema schema = ConditionTable.schema(conditioning, job.patches().rows(), isPrivate);
    return conditioning.enabled() && conditioning.counting(isPrivate) == Counting.GIVEN
        ? Frequencies.given(schema, conditioning.frequencies())
        : schema;
  }

  /**
   * The conditions of a training that starts or goes on.
   *
   * @param schema of a new training, or of the checkpoint
   * @param resumed whether it is a checkpoint's, with its frequencies
   * @param session null for training without privacy
   */
  Conditions conditions(
      ConditionSchema schema,
      boolean resumed,
      PrivacySession session,
      PrivacyUnits units,
      RandomSource random)
      throws IOException {
    if (schema.none()) {
      return Conditions.none(config.loss());
    }
    ConditionTable table = new ConditionTable(schema, job.patches().rows());
    CriticLoss loss = new CriticLoss(config.loss(), conditioning, schema);
    if (!isPrivate) {
      table.remarks().forEach(LOG::info);
    }
    return switch (conditioning.counting(isPrivate)) {
      case TABLE ->
          new Conditions(table.withExactFrequencies(), table, ConditionSource.ofTable(table), loss);
      case NOISY -> {
        ConditionSchema counted =
            resumed ? schema : new NoisyCount(config, units).of(table, session, random);
        yield new Conditions(counted, table, ConditionSource.ofFrequencies(counted), loss);
      }
      default -> new Conditions(schema, table, ConditionSource.ofFrequencies(schema), loss);
    };
  }
}
