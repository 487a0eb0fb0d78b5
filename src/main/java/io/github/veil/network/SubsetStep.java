/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

/** Takes some of a signal's channels (dimension 1), one after the other. */
final class SubsetStep implements Step {

  private final Signal in;
  private final Signal out;
  private final long first;

  /**
   * @param first number of the first channel that is taken
   */
  SubsetStep(Signal in, Signal out, long first) {
    this.in = in;
    this.out = out;
    this.first = first;
  }

  @Override
  public boolean isDivided() {
    return true;
  }

  @Override
  public void forward(boolean training) {
    Ops.copyChannels(in.value(), first, out.value(), 0, out.size(1));
  }

  @Override
  public void backward(boolean wantWeights, boolean wantInput) {
    if (wantInput) {
      in.receive(
          dx -> {
            Ops.clear(dx);
            Ops.copyChannels(out.gradient(), 0, dx, first, out.size(1));
          });
    }
  }
}
