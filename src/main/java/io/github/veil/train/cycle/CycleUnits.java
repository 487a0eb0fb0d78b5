/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import io.github.veil.core.Require;
import io.github.veil.patch.PatchRow;
import io.github.veil.privacy.PrivacyUnit;
import io.github.veil.train.PrivacySettings;
import io.github.veil.train.PrivacyUnits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The patients that private training protects, each with all their slices in both sets. Slices are
 * numbered through: those of X first, then those of Y.
 */
final class CycleUnits {

  private CycleUnits() {}

  /**
   * @throws IllegalArgumentException if another unit than the patient is asked for
   */
  static PrivacyUnits of(SliceSource x, SliceSource y, PrivacySettings privacy) {
    Require.that(
        privacy.unit() == PrivacyUnit.PATIENT,
        "Private translation protects whole patients; choose the privacy unit patient, not %s.",
        privacy.unit().name().toLowerCase(Locale.ROOT));
    List<PatchRow> rows = new ArrayList<>();
    addRows(rows, x);
    addRows(rows, y);
    return PrivacyUnits.of(rows, privacy.unit(), privacy.patchesPerUnit());
  }

  private static void addRows(List<PatchRow> rows, SliceSource slices) {
    for (int i = 0; i < slices.count(); i++) {
      rows.add(new PatchRow(rows.size(), slices.patient(i), i, 0, 0, false, Double.NaN, ""));
    }
  }
}
