/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch;

import java.io.IOException;

/** Cuts the patches of one patient. */
@FunctionalInterface
public interface PatientCutter {

  /**
   * Cuts.
   *
   * @param sink takes the patches
   * @return what was cut, and what was not as asked
   * @throws IllegalArgumentException if nothing can be cut from this patient
   * @throws IOException if the sink fails
   */
  PatientSummary extract(PatientVolumes patient, PatchSink sink) throws IOException;
}
