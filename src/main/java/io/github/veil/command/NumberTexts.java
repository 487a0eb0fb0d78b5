/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import java.util.Locale;

/** Numbers as people read them in a dialog. */
final class NumberTexts {

  private NumberTexts() {}

  /** Three digits, without zeros at the end. */
  static String three(double value) {
    String text = String.format(Locale.ROOT, "%.3g", value);
    return text.contains("e")
        ? text.replaceFirst("\\.?0*e", "e").replaceFirst("e([-+])0", "e$1")
        : text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }
}
