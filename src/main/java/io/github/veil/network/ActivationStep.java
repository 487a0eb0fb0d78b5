/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import io.github.veil.core.Require;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** An activation function; in place when both signals are the same. */
final class ActivationStep implements Step {

  private enum Kind {
    LEAKY_RELU,
    TANH
  }

  private final Signal in;
  private final Signal out;
  private final Kind kind;
  private final double slope;
  private final Scratch scratch;

  /**
   * @throws IllegalArgumentException if the function is none of identity, ReLU, leaky ReLU, tanh
   */
  ActivationStep(String layer, Signal in, Signal out, IActivation function, Scratch scratch) {
    Require.that(
        isSupported(function),
        "Layer %s has the activation %s, which the trainer does not know; use identity, relu,"
            + " leakyrelu or tanh.",
        layer,
        function);
    this.in = in;
    this.out = out;
    this.kind = function instanceof ActivationTanH ? Kind.TANH : Kind.LEAKY_RELU;
    this.slope = function instanceof ActivationLReLU leaky ? leaky.getAlpha() : 0;
    this.scratch = scratch;
  }

  static boolean isIdentity(IActivation function) {
    return function instanceof ActivationIdentity;
  }

  private static boolean isSupported(IActivation function) {
    return function instanceof ActivationTanH
        || function instanceof ActivationLReLU
        || (function instanceof ActivationReLU relu
            && relu.getMax() == null
            && isZero(relu.getThreshold())
            && isZero(relu.getNegativeSlope()));
  }

  private static boolean isZero(Double value) {
    return value == null || value == 0;
  }

  @Override
  public boolean isDivided() {
    return kind == Kind.LEAKY_RELU;
  }

  @Override
  public void forward(boolean training) {
    if (in != out) {
      out.value().assign(in.value());
    }
    if (kind == Kind.TANH) {
      Ops.tanh(out.value());
    } else {
      Ops.leakyRelu(out.value(), slope, scratch);
    }
  }

  @Override
  public void backward(boolean wantWeights, boolean wantInput) {
    if (!wantInput) {
      return;
    }
    if (kind == Kind.TANH) {
      Ops.tanhBackward(out.value(), out.gradient(), scratch);
    } else {
      Ops.leakyReluBackward(out.value(), out.gradient(), slope, scratch);
    }
    if (in != out) {
      in.receive(dx -> dx.assign(out.gradient()));
    }
  }
}
