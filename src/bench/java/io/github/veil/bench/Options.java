/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.bench;

import java.util.HashMap;
import java.util.Map;

/** The {@code key=value} arguments of a contestant. */
record Options(Map<String, String> values) {

  /**
   * @param from index of the first argument to read
   */
  static Options parse(String[] arguments, int from) {
    Map<String, String> values = new HashMap<>();
    for (int i = from; i < arguments.length; i++) {
      String[] pair = arguments[i].split("=", 2);
      if (pair.length != 2) {
        throw new IllegalArgumentException(
            "The argument \"" + arguments[i] + "\" is not of the form key=value.");
      }
      values.put(pair[0], pair[1]);
    }
    return new Options(Map.copyOf(values));
  }

  /** The value, or {@code fallback} where the argument is not given. */
  String text(String key, String fallback) {
    return values.getOrDefault(key, fallback);
  }

  int integer(String key) {
    return Integer.parseInt(text(key));
  }

  String text(String key) {
    String value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException("The argument " + key + "=… is missing.");
    }
    return value;
  }

  /** A number that may be left out. */
  double number(String key, double otherwise) {
    return values.containsKey(key) ? Double.parseDouble(values.get(key)) : otherwise;
  }
}
