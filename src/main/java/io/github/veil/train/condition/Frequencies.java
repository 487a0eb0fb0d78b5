/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.condition;

import io.github.veil.core.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts frequencies into a schema. */
public final class Frequencies {

  private Frequencies() {}

  /**
   * The schema with frequencies proportional to {@code sums}.
   *
   * @param sums one number for each number of the encoding, for instance sums over many patches;
   *     those below 0 count as 0
   */
  public static ConditionSchema apply(ConditionSchema schema, double[] sums) {
    List<Attribute> attributes = new ArrayList<>();
    int start = 0;
    for (Attribute attribute : schema.attributes()) {
      int end = start + attribute.width();
      attributes.add(attribute.withFrequencies(Arrays.copyOfRange(sums, start, end)));
      start = end;
    }
    return new ConditionSchema(attributes);
  }

  /**
   * The schema with the frequencies that a user wrote, as in "C3=2, C4=1"; levels left out are
   * never drawn.
   *
   * @throws IllegalArgumentException with a sentence if a level is unknown or a weight is none
   */
  public static ConditionSchema given(ConditionSchema schema, String text) {
    Attribute first = schema.attributes().get(0);
    double[] weights = new double[first.width()];
    for (String part : text.split("[,;]")) {
      int sign = part.indexOf('=');
      String weight = part.substring(sign + 1).strip();
      Require.that(
          sign > 0 && first.categorical() && Numbers.is(weight) && Double.parseDouble(weight) >= 0,
          "The frequencies must be auto, uniform, table, noisy, or a list such as C3=2, C4=1, but"
              + " are \"%s\".",
          text);
      weights[first.level(part.substring(0, sign))] = Double.parseDouble(weight);
    }
    List<Attribute> attributes = new ArrayList<>(schema.attributes());
    attributes.set(0, first.withFrequencies(weights));
    return new ConditionSchema(attributes);
  }
}
