/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

/** Headings that divide a long dialog. */
final class Section {

  private Section() {}

  static String heading(String text) {
    return "<html><b><font color=\"#405060\">" + text + "</font></b></html>";
  }
}
