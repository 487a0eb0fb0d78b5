/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

/** What is asked of a synthetic set. */
public enum Question {
  REAL("Is it real enough?"),
  USEFUL("Is it useful enough?"),
  SAFE("Is it safe enough?");

  private final String text;

  Question(String text) {
    this.text = text;
  }

  /** The question as people ask it. */
  public String text() {
    return text;
  }
}
