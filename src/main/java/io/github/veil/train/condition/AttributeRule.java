/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.condition;

import io.github.veil.core.Require;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;

/**
 * What a user says of one attribute.
 *
 * @param name of the column
 * @param given its values or its range; blank to take them from the table
 */
record AttributeRule(String name, String given) {

  static List<AttributeRule> parse(String text) {
    return Arrays.stream(text.split(";"))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .map(AttributeRule::of)
        .toList();
  }

  private static AttributeRule of(String part) {
    int sign = part.indexOf('=');
    return sign < 0
        ? new AttributeRule(part, "")
        : new AttributeRule(part.substring(0, sign).strip(), part.substring(sign + 1).strip());
  }

  boolean complete() {
    return !given.isEmpty();
  }

  /** The attribute as given. */
  Attribute attribute() {
    Matcher range = Wish.RANGE.matcher(given);
    if (range.matches()) {
      return Attribute.number(name, number(range.group(1)), number(range.group(2)));
    }
    List<String> levels =
        Arrays.stream(given.split(",")).map(String::strip).filter(v -> !v.isEmpty()).toList();
    Require.that(
        levels.stream().distinct().count() == levels.size(),
        "The values of \"%s\" name one twice: %s.",
        name,
        given);
    return Attribute.category(name, levels);
  }

  private double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "The range of \""
              + name
              + "\" must be two numbers, as in 18..90, but is \""
              + given
              + "\".",
          e);
    }
  }
}
