/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import io.github.veil.evaluate.report.Finding;
import io.github.veil.evaluate.report.Section;
import java.util.List;

/**
 * What one study contributes to the report.
 *
 * @param findings its lines of the summary; may be empty
 * @param leftOut inputs that it could not use, one sentence each
 */
record Chapter(Section section, List<Finding> findings, List<String> leftOut) {

  /** A chapter that used all it was given. */
  Chapter(Section section, List<Finding> findings) {
    this(section, findings, List.of());
  }
}
