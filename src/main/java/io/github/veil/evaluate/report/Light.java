/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A verdict on one figure; always shown with its word, never by colour alone. */
public enum Light {
  GREEN("good"),
  AMBER("look closer"),
  RED("bad"),
  GREY("not judged");

  private final String word;

  Light(String word) {
    this.word = word;
  }

  /** The verdict in words. */
  public String word() {
    return word;
  }

  /** The name of its style in the page. */
  String style() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Red before amber before grey before green: what is not judged is not good. */
  static Light worst(List<Light> lights) {
    return Stream.of(RED, AMBER, GREY, GREEN).filter(lights::contains).findFirst().orElse(GREY);
  }

  /** Green up to {@code green}, amber up to {@code amber}, red above; grey if not a number. */
  public static Light atMost(double value, double green, double amber) {
    if (Double.isNaN(value)) {
      return GREY;
    }
    return value <= green ? GREEN : value <= amber ? AMBER : RED;
  }

  /** Green from {@code green} up, amber from {@code amber} up, red below; grey if not a number. */
  public static Light atLeast(double value, double green, double amber) {
    return atMost(-value, -green, -amber);
  }
}
