/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

/** Takes the largest of every 2 x 2 pixels: [batch, c, 2 h, 2 w] to [batch, c, h, w]. */
final class MaxPoolStep implements Step {

  private final Signal in;
  private final Signal out;
  private final Scratch scratch;

  MaxPoolStep(Signal in, Signal out, Scratch scratch) {
    this.in = in;
    this.out = out;
    this.scratch = scratch;
  }

  @Override
  public boolean isDivided() {
    return true;
  }

  @Override
  public void forward(boolean training) {
    PoolOps.maxPool(in.value(), out.value(), scratch);
  }

  @Override
  public void backward(boolean wantWeights, boolean wantInput) {
    if (wantInput) {
      in.receive(
          dx -> PoolOps.maxPoolBackward(in.value(), out.value(), out.gradient(), dx, scratch));
    }
  }
}
