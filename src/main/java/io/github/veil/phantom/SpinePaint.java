/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.phantom;

/**
 * One voxel of the spine as it is painted, layer over layer: its signal, the tissue on top, and the
 * vertebra or disc that it belongs to. Reused from voxel to voxel.
 */
final class SpinePaint {

  private final double[] signals;
  private double signal;
  private SpineTissue tissue = SpineTissue.AIR;
  private int body;
  private int disc;

  /**
   * @param signals by {@link SpineTissue#ordinal()}
   */
  SpinePaint(double[] signals) {
    this.signals = signals;
  }

  void clear() {
    signal = 0;
    tissue = SpineTissue.AIR;
    body = 0;
    disc = 0;
  }

  /** Covers the share {@code alpha}, 0 to 1, of the voxel. */
  void over(SpineTissue layer, double alpha) {
    if (alpha <= 0) {
      return;
    }
    signal += Math.min(1, alpha) * (signals[layer.ordinal()] - signal);
    if (alpha >= 0.5) {
      tissue = layer;
    }
  }

  /** Marks the voxel as part of a vertebral body. */
  void inBody(int label) {
    body = label;
    disc = 0;
  }

  /** Marks the voxel as part of the disc below a vertebra. */
  void inDisc(int label) {
    disc = label;
  }

  double signal() {
    return signal;
  }

  SpineTissue tissue() {
    return tissue;
  }

  int body() {
    return body;
  }

  int disc() {
    return disc;
  }
}
