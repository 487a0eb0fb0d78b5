/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.condition;

import io.github.veil.core.Require;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One value of a {@link Condition}, understood: what is drawn for one attribute. */
@FunctionalInterface
interface Wish {

  /** {@code 50..70} */
  Pattern RANGE = Pattern.compile("(.+?)\\.\\.(.+)");

  /** {@code 60+-8} or {@code 60±8} */
  Pattern NORMAL = Pattern.compile("(.+?)(?:\\+-|±)(.+)");

  /** How often a value beyond the range is drawn again before it is moved to the range's end. */
  int ATTEMPTS = 100;

  String draw(RandomGenerator random);

  /**
   * @throws IllegalArgumentException with a sentence if the attribute has no such value
   */
  static Wish of(Attribute attribute, String text) {
    if (attribute.categorical()) {
      String level = attribute.levels().get(attribute.level(text));
      return random -> level;
    }
    Matcher range = RANGE.matcher(text);
    if (range.matches()) {
      double from = attribute.numberWithin(range.group(1));
      double to = attribute.numberWithin(range.group(2));
      Require.that(from <= to, "The range \"%s\" must have its smaller number first.", text);
      return random -> Attribute.text(from + (to - from) * random.nextDouble());
    }
    Matcher normal = NORMAL.matcher(text);
    if (normal.matches()) {
      return normal(attribute, normal.group(1), normal.group(2));
    }
    String number = Attribute.text(attribute.numberWithin(text));
    return random -> number;
  }

  private static Wish normal(Attribute attribute, String mean, String deviation) {
    double centre = attribute.numberWithin(mean);
    double spread = Double.parseDouble(deviation.strip());
    Require.that(
        spread >= 0, "The standard deviation of \"%s\" must not be negative.", attribute.name());
    return random -> {
      double value = centre;
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        value = centre + spread * random.nextGaussian();
        if (value >= attribute.low() && value <= attribute.high()) {
          break;
        }
      }
      return Attribute.text(Math.max(attribute.low(), Math.min(attribute.high(), value)));
    };
  }
}
