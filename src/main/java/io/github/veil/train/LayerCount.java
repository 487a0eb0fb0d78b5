/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

/** Sums of weights, work and memory over the layers of a network. */
public final class LayerCount {

  private long weights;
  private long products;
  private long outputs;

  /**
   * Adds a convolution, or a dense layer as one of a single tap.
   *
   * @param from channels that come in
   * @param to channels that go out
   * @param taps kernel width times height
   * @param places where the kernel is applied
   * @param pixels of the output, for each channel
   */
  public void convolution(int from, int to, int taps, long places, long pixels) {
    weights += (long) from * to * taps + to;
    products += (long) from * to * taps * places;
    outputs += to * pixels;
  }

  /** Adds a convolution with one output pixel for each place of its kernel. */
  public void convolution(int from, int to, int taps, long places) {
    convolution(from, to, taps, places, places);
  }

  /** Numbers to be learnt. */
  public long weights() {
    return weights;
  }

  /** Multiplications of one image's way through the network. */
  public long products() {
    return products;
  }

  /** Numbers that the layers give for one image. */
  public long outputs() {
    return outputs;
  }
}
