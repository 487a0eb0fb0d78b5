/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

/** One operation of an executed network, between two or more {@link Signal}s. */
interface Step extends AutoCloseable {

  /** Computes the values of the outgoing signal from those of the incoming ones. */
  void forward(boolean training);

  /**
   * Computes gradients from that of the outgoing signal, which may be overwritten.
   *
   * @param wantWeights whether the parameters' gradients are wanted
   * @param wantInput whether the gradient with respect to the incoming signals is wanted
   */
  void backward(boolean wantWeights, boolean wantInput);

  /** Whether it divides its work among threads by itself, instead of leaving that to ND4J. */
  default boolean isDivided() {
    return false;
  }

  /** Frees the buffers that the step owns. */
  @Override
  default void close() {}
}
