/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import io.github.veil.patch.PatchSource;
import io.github.veil.train.GanConfig;
import io.github.veil.train.condition.Attribute;
import io.github.veil.train.condition.ConditionSchema;
import io.github.veil.train.condition.ConditionTable;
import io.github.veil.train.condition.Conditioning;
import java.util.stream.Collectors;

/** What a conditional model will be told of each image, before training. */
final class ConditionsReadOut {

  private ConditionsReadOut() {}

  /**
   * @throws IllegalArgumentException with a sentence if the table and the settings do not fit
   */
  static ConditionSchema schema(GanConfig config, PatchSource data) {
    Conditioning conditioning = config.conditioning();
    boolean isPrivate = config.privacy().enabled();
    ConditionSchema schema = ConditionTable.schema(conditioning, data.rows(), isPrivate);
    return schema.none() || isPrivate
        ? schema
        : new ConditionTable(schema, data.rows()).withExactFrequencies();
  }

  /** Names and, without privacy, how many percent of the patches each class has. */
  static String line(GanConfig config, ConditionSchema schema) {
    boolean isPrivate = config.privacy().enabled();
    String attributes =
        schema.attributes().stream()
            .map(attribute -> text(attribute, !isPrivate))
            .collect(Collectors.joining("; "));
    String counting =
        switch (config.conditioning().counting(isPrivate)) {
          case UNIFORM -> "all drawn equally often";
          case TABLE -> "drawn as often as they are in the table";
          case NOISY -> "drawn as often as a noisy, charged count says";
          case GIVEN -> "drawn as often as given";
        };
    return "Conditions: " + attributes + "; " + counting;
  }

  private static String text(Attribute attribute, boolean withShares) {
    String name = MessageText.escaped(attribute.name());
    if (!attribute.categorical()) {
      return "%s from %s to %s".formatted(name, attribute.low(), attribute.high());
    }
    int last = attribute.levels().size() - 1;
    String range =
        "%s of %d, %s to %s"
            .formatted(
                name,
                last + 1,
                MessageText.escaped(attribute.levels().get(0)),
                MessageText.escaped(attribute.levels().get(last)));
    if (!withShares) {
      return range;
    }
    double most = attribute.frequencies().stream().mapToDouble(f -> f).max().orElse(0);
    double fewest = attribute.frequencies().stream().mapToDouble(f -> f).min().orElse(0);
    return range + " (%.1f to %.1f %% of the patches)".formatted(100 * fewest, 100 * most);
  }
}
