/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a patch comes from.
 *
 * @param patch 0-based index of the patch in its set
 * @param patient id of the patient
 * @param slice 0-based index of the slice along the axis across the plane
 * @param x 0-based column of the patch's centre in the slice; the window covers x - size/2 … x +
 *     size/2 - 1 for even sizes
 * @param y 0-based row of the patch's centre in the slice
 * @param centred whether the patch was drawn as one centred on foreground
 * @param foregroundShare share of foreground pixels in the label patch, 0 to 1; NaN without labels
 * @param className class of the patch, empty when there are no classes
 * @param attributes what else the table says of the patch, by the name of the column, for instance
 *     the patient's age; an empty text is a missing cell
 */
public record PatchRow(
    int patch,
    String patient,
    int slice,
    int x,
    int y,
    boolean centred,
    double foregroundShare,
    String className,
    Map<String, String> attributes) {

  public PatchRow {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** A row of which no more is known. */
  public PatchRow(
      int patch,
      String patient,
      int slice,
      int x,
      int y,
      boolean centred,
      double foregroundShare,
      String className) {
    this(patch, patient, slice, x, y, centred, foregroundShare, className, Map.of());
  }

  /** The same row at another place of its set. */
  public PatchRow at(int index) {
    return new PatchRow(
        index, patient, slice, x, y, centred, foregroundShare, className, attributes);
  }

  /**
   * What a column of the table says: one of {@link #attributes}, "class", "patient", or one of the
   * numbers "slice", "x", "y" and "foreground".
   *
   * @return the cell's text; empty where it is missing, or where there is no such column
   */
  public String cell(String column) {
    return switch (column) {
      case "class" -> className;
      case "patient" -> patient;
      case "slice" -> index(slice);
      case "x" -> index(x);
      case "y" -> index(y);
      case "foreground" -> Double.isNaN(foregroundShare) ? "" : Double.toString(foregroundShare);
      default -> attributes.getOrDefault(column, "");
    };
  }

  private static String index(int value) {
    return value < 0 ? "" : Integer.toString(value);
  }
}
