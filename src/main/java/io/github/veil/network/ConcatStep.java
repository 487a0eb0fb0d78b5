/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.List;

/** Joins signals along their channels (dimension 1). */
final class ConcatStep implements Step {

  private final List<Signal> ins;
  private final Signal out;

  ConcatStep(List<Signal> ins, Signal out) {
    this.ins = List.copyOf(ins);
    this.out = out;
  }

  @Override
  public boolean isDivided() {
    return true;
  }

  @Override
  public void forward(boolean training) {
    long from = 0;
    for (Signal in : ins) {
      Ops.copyChannels(in.value(), 0, out.value(), from, in.size(1));
      from += in.size(1);
    }
  }

  @Override
  public void backward(boolean wantWeights, boolean wantInput) {
    if (!wantInput) {
      return;
    }
    long from = 0;
    for (Signal in : ins) {
      long start = from;
      in.receive(dx -> Ops.copyChannels(out.gradient(), start, dx, 0, in.size(1)));
      from += in.size(1);
    }
  }
}
