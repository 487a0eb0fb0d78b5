/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them. */
public final class Cells {

  private static final int DIGITS = 4;

  private Cells() {}

  /** A cell's text: numbers with four significant digits, an em dash where undefined. */
  static String text(Object cell) {
    if (ReportTable.isUndefined(cell)) {
      return "\u2014";
    }
    return cell instanceof Double || cell instanceof Float
        ? number(((Number) cell).doubleValue())
        : cell.toString();
  }

  /** Four significant digits; powers of ten for very large and very small numbers. */
  public static String number(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return Double.isNaN(value)
          ? "undefined"
          : value == 0 ? "0" : value > 0 ? "infinite" : "-infinite";
    }
    double size = Math.abs(value);
    if (size >= 1e7 || size < 1e-4) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(DIGITS));
    return rounded.stripTrailingZeros().toPlainString();
  }

  /** A share as percentage with one digit. */
  public static String percent(double share) {
    return Double.isNaN(share) ? "undefined" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
