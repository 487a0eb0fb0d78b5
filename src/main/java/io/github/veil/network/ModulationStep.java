/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Multiplies or shifts every channel of every image by a number of its own. */
final class ModulationStep implements Step {

  private final Signal in;
  private final Signal map;
  private final Signal out;
  private final boolean multiplies;
  private final Scratch scratch;

  /**
   * @param in [batch, channels, height, width]
   * @param map [batch, channels, 1, 1]
   * @param multiplies whether {@code out = in * map}; else {@code out = in + map}
   */
  ModulationStep(Signal in, Signal map, Signal out, boolean multiplies, Scratch scratch) {
    this.in = in;
    this.map = map;
    this.out = out;
    this.multiplies = multiplies;
    this.scratch = scratch;
  }

  /** Whether a step takes signals of these shapes. */
  static boolean fits(Signal in, Signal map) {
    return in.shape().length == 4
        && map.shape().length == 4
        && in.size(0) == map.size(0)
        && in.size(1) == map.size(1)
        && map.size(2) == 1
        && map.size(3) == 1;
  }

  /** [batch * channels, pixels] */
  private INDArray rows(INDArray image) {
    return image.reshape(in.size(0) * in.size(1), in.size(2) * in.size(3));
  }

  private INDArray column(INDArray values) {
    return values.reshape(in.size(0) * in.size(1), 1);
  }

  @Override
  public void forward(boolean training) {
    if (multiplies) {
      rows(in.value()).muli(column(map.value()), rows(out.value()));
    } else {
      rows(in.value()).addi(column(map.value()), rows(out.value()));
    }
  }

  @Override
  public void backward(boolean wantWeights, boolean wantInput) {
    if (!wantInput) {
      return;
    }
    INDArray dy = rows(out.gradient());
    map.receive(dm -> sumRows(multiplies ? product(dy) : dy, dm));
    in.receive(
        dx -> {
          if (multiplies) {
            dy.muli(column(map.value()), rows(dx));
          } else {
            rows(dx).assign(dy);
          }
        });
  }

  private INDArray product(INDArray dy) {
    return dy.muli(rows(in.value()), scratch.take(dy.shape()));
  }

  private static void sumRows(INDArray rows, INDArray sums) {
    SumOps.sum(rows, sums.reshape(sums.length()), 1);
  }
}
