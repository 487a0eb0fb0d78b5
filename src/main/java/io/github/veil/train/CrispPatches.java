/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSink;
import io.github.veil.train.condition.Attribute;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hands generated patches on, with crisp labels and a table of what they were asked to be. */
final class CrispPatches {

  private final int area;
  private final int length;
  private final float threshold;
  private final PatchSink sink;
  private final float[] patch;

  /**
   * @param labelThreshold share of certainty in (0, 1) from which a label pixel is foreground
   */
  CrispPatches(ModelCard card, double labelThreshold, PatchSink sink) {
    this.area = card.patchSize() * card.patchSize();
    this.length = card.channels() * area;
    this.threshold = (float) (2 * labelThreshold - 1);
    this.sink = sink;
    this.patch = new float[length];
  }

  /**
   * @param cells for each patch the value of each attribute
   */
  void give(SyntheticPatches patches, List<Map<String, String>> cells) throws IOException {
    for (int i = 0; i < patches.count(); i++) {
      System.arraycopy(patches.pixels(), i * length, patch, 0, length);
      double share = makeLabelCrisp();
      sink.add(patch, row(cells.get(i), share));
    }
  }

  /** Attributes whose names the table uses for places in a volume keep them, as whole numbers. */
  private static PatchRow row(Map<String, String> cells, double share) {
    Map<String, String> others = new LinkedHashMap<>(cells);
    String className = cell(others, Attribute.CLASS);
    int slice = place(others, "slice");
    int x = place(others, "x");
    int y = place(others, "y");
    String foreground = cell(others, "foreground");
    if (!foreground.isEmpty()) {
      others.put("foreground asked for", foreground);
    }
    return new PatchRow(0, ImageGenerator.PATIENT, slice, x, y, false, share, className, others);
  }

  private static String cell(Map<String, String> cells, String name) {
    String cell = cells.remove(name);
    return cell == null ? "" : cell;
  }

  private static int place(Map<String, String> cells, String name) {
    String cell = cell(cells, name);
    return cell.isEmpty() ? -1 : (int) Math.round(Double.parseDouble(cell));
  }

  private double makeLabelCrisp() {
    if (length == area) {
      return Double.NaN;
    }
    int foreground = 0;
    for (int i = area; i < length; i++) {
      boolean inside = patch[i] >= threshold;
      foreground += inside ? 1 : 0;
      patch[i] = inside ? 1 : -1;
    }
    return (double) foreground / (length - area);
  }
}
