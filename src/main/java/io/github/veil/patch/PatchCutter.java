/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch;

import io.github.veil.image.IntensityScaling;
import java.io.IOException;
import java.util.function.DoubleUnaryOperator;

/** Cuts windows out of one patient's slices, each read once per call of {@link #cut}. */
final class PatchCutter {

  /** The note for a patient whose intensities were cut. */
  static final String OUTSIDE_UNIT_RANGE =
      "Some intensities lie outside -1 to 1 and were cut, because scaling is \"none\"; use scaling"
          + " \"percentiles\" or \"range\".";

  private final PatientVolumes patient;
  private final Window window;
  private final Slices image;
  private final Slices label;
  private final DoubleUnaryOperator scaler;
  private final boolean unscaled;
  private final float[] pixels;
  private int next;
  private boolean outside;

  PatchCutter(PatientVolumes patient, ExtractionConfig config, Window window) {
    this.patient = patient;
    this.window = window;
    this.image = new Slices(patient.image().data(), config.plane());
    this.label =
        patient.label() == null ? null : new Slices(patient.label().values(), config.plane());
    this.scaler = config.scaling().scaler(patient.image());
    this.unscaled = config.scaling().equals(IntensityScaling.none());
    this.pixels = new float[(label == null ? 1 : 2) * window.size() * window.size()];
  }

  boolean sawValuesOutsideUnitRange() {
    return outside;
  }

  void cut(long[] positions, boolean centred, PatchSink sink) throws IOException {
    int current = -1;
    float[] imageSlice = null;
    float[] labelSlice = null;
    for (long position : positions) {
      int slice = window.slice(position);
      if (slice != current) {
        current = slice;
        imageSlice = image.read(slice);
        labelSlice = label == null ? null : label.read(slice);
      }
      int x = window.x(position);
      int y = window.y(position);
      copyImage(imageSlice, x, y);
      double share = label == null ? Double.NaN : copyLabel(labelSlice, x, y);
      sink.add(
          pixels,
          new PatchRow(next++, patient.id(), slice, x, y, centred, share, patient.className()));
    }
  }

  private int corner(int x, int y) {
    return (y - window.half()) * window.width() + x - window.half();
  }

  private void copyImage(float[] slice, int x, int y) {
    int size = window.size();
    int from = corner(x, y);
    for (int row = 0; row < size; row++, from += window.width()) {
      for (int column = 0; column < size; column++) {
        float value = slice[from + column];
        outside |= unscaled && Math.abs(value) > 1;
        pixels[row * size + column] = (float) scaler.applyAsDouble(value);
      }
    }
  }

  private double copyLabel(float[] slice, int x, int y) {
    int size = window.size();
    int from = corner(x, y);
    int foreground = 0;
    int to = size * size;
    for (int row = 0; row < size; row++, from += window.width()) {
      for (int column = 0; column < size; column++) {
        boolean isForeground = patient.label().isForeground(slice[from + column]);
        foreground += isForeground ? 1 : 0;
        pixels[to++] = isForeground ? 1 : -1;
      }
    }
    return foreground / (double) (size * size);
  }
}
