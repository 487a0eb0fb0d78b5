/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import io.github.veil.core.Require;
import io.github.veil.train.ImageGenerator.Request;
import io.github.veil.train.condition.Attribute;
import io.github.veil.train.condition.Condition;
import io.github.veil.train.condition.ConditionSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is asked of generated images, as users write it.
 *
 * @param count images in all, where no counts per class are given
 * @param counts "L1:200, L5:50" or "200 of L1, 50 of L5"; "each:20" asks for as many of every
 *     class; blank for none
 * @param attributes "age=60..80; sex=F": a level, a number, a range or "mean+-deviation" for each
 *     attribute; blank for none
 */
record GenerationRequests(int count, String counts, String attributes) {

  private static final String EACH = "each";
  private static final Pattern CLASS_FIRST = Pattern.compile("(.+?)\\s*[:=]\\s*(\\d{1,9})");
  private static final Pattern COUNT_FIRST = Pattern.compile("(\\d{1,9})\\s+of\\s+(.+)");

  /**
   * One request for each class, in the order of the text.
   *
   * @throws IllegalArgumentException with a sentence if the model does not know what is asked for,
   *     or a text cannot be understood
   */
  List<Request> of(ConditionSchema schema) {
    Map<String, String> wishes = wishes();
    schema.check(new Condition(wishes));
    if (counts.isBlank()) {
      return List.of(new Request(new Condition(wishes), count));
    }
    Require.that(
        !wishes.containsKey(Attribute.CLASS),
        "The class is given in counts and in attributes; leave one of them out.");
    List<Request> requests = new ArrayList<>();
    perClass(schema.attribute(Attribute.CLASS))
        .forEach(
            (name, number) -> {
              Map<String, String> all = new LinkedHashMap<>(wishes);
              all.put(Attribute.CLASS, name);
              schema.check(new Condition(all));
              requests.add(new Request(new Condition(all), number));
            });
    return requests;
  }

  /** The wishes for attributes, by name. */
  Map<String, String> wishes() {
    Map<String, String> wishes = new LinkedHashMap<>();
    for (String part : attributes.split(";")) {
      int sign = part.indexOf('=');
      Require.that(
          part.isBlank() || (sign > 0 && sign < part.strip().length() - 1),
          "The attributes must be written as in \"age=60..80; sex=F\", but \"%s\" is not.",
          part.strip());
      if (!part.isBlank()) {
        String name = part.substring(0, sign).strip();
        Require.that(
            wishes.put(name, part.substring(sign + 1).strip()) == null,
            "The attribute \"%s\" is given twice.",
            name);
      }
    }
    return wishes;
  }

  private Map<String, Integer> perClass(Attribute classes) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    for (String part : counts.split("[,;]")) {
      if (part.isBlank()) {
        continue;
      }
      Matcher first = CLASS_FIRST.matcher(part.strip());
      Matcher second = COUNT_FIRST.matcher(part.strip());
      Require.that(
          first.matches() || second.matches(),
          "The counts must be written as in \"L1:200, L5:50\" or \"200 of L1, 50 of L5\", but"
              + " \"%s\" is not.",
          part.strip());
      String name = first.matches() ? first.group(1) : second.group(2);
      int number = Integer.parseInt(first.matches() ? first.group(2) : second.group(1));
      for (String level : name.equals(EACH) ? classes.levels() : List.of(name)) {
        Require.that(
            numbers.put(level, number) == null, "The class \"%s\" is counted twice.", level);
      }
    }
    return numbers;
  }
}
