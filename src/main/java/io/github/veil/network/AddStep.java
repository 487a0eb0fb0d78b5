/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.List;

/** Adds signals of one shape: the joint of a residual block. */
final class AddStep implements Step {

  private final List<Signal> ins;
  private final Signal out;

  /**
   * @param ins two or more signals, none of them {@code out}
   */
  AddStep(List<Signal> ins, Signal out) {
    this.ins = List.copyOf(ins);
    this.out = out;
  }

  @Override
  public void forward(boolean training) {
    ins.get(0).value().addi(ins.get(1).value(), out.value());
    for (Signal in : ins.subList(2, ins.size())) {
      out.value().addi(in.value());
    }
  }

  @Override
  public void backward(boolean wantWeights, boolean wantInput) {
    if (wantInput) {
      ins.forEach(in -> in.receive(dx -> dx.assign(out.gradient())));
    }
  }
}
