/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.report;

import java.util.List;

/**
 * A chapter of the report.
 *
 * @param title its heading
 * @param lead what it is about and how to read it, in a sentence or two
 */
public record Section(String title, String lead, List<Block> blocks) {

  public Section {
    blocks = List.copyOf(blocks);
  }
}
