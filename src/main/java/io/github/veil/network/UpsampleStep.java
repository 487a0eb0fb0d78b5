/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

/** Doubles an image by repeating pixels: [batch, c, h, w] to [batch, c, 2 h, 2 w]. */
final class UpsampleStep implements Step {

  private final Signal in;
  private final Signal out;

  UpsampleStep(Signal in, Signal out) {
    this.in = in;
    this.out = out;
  }

  @Override
  public boolean isDivided() {
    return true;
  }

  @Override
  public void forward(boolean training) {
    PoolOps.upsample(in.value(), out.value());
  }

  @Override
  public void backward(boolean wantWeights, boolean wantInput) {
    if (wantInput) {
      in.receive(dx -> PoolOps.upsampleBackward(in.value(), out.gradient(), dx));
    }
  }
}
