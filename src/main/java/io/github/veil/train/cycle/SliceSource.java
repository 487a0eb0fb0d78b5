/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

/**
 * One set of slices, all of the working size, in the range that networks take.
 *
 * <p>Implementations allow {@link #fill} from several threads, and give the same slice for the same
 * index every time: checkpoints and the privacy ledger know a set by its content.
 */
public interface SliceSource {

  /** How many slices there are. */
  int count();

  /** Width and height of a slice, in pixels. */
  int size();

  /** Channels of a slice; neighbouring slices of a volume may be channels. */
  int channels();

  /**
   * Copies slice {@code index} to {@code target}, in the order channel, y, x: {@code channels *
   * size * size} values in [-1, 1].
   */
  void fill(int index, float[] target);

  /**
   * The patient that slice {@code index} shows. The same id in X and in Y is the same person:
   * private training protects all their slices in both sets together. With neighbouring slices as
   * channels a voxel is in several slices, so only whole patients can be protected.
   */
  String patient(int index);
}
