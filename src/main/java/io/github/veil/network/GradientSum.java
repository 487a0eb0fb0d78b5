/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A sum of gradients in an array of the caller's. Whatever that held before, the first gradient is
 * written to it, and only the others are added: nothing need be cleared.
 */
public final class GradientSum {

  private final INDArray array;
  private boolean empty = true;

  /**
   * An empty sum.
   *
   * @param array [1, numParams], row-major; holds the sum after {@link #finish}
   */
  public GradientSum(INDArray array) {
    this.array = array;
  }

  /** Adds the gradient of a whole network. */
  public void add(INDArray gradient) {
    if (empty) {
      array.assign(gradient);
    } else {
      Ops.add(gradient, array);
    }
    empty = false;
  }

  /**
   * Adds a gradient layer by layer.
   *
   * @param layers is told how to add that of one layer, and must do so with every one
   */
  void addLayers(Scratch buffer, Consumer<LayerAdder> layers) {
    layers.accept(
        empty
            ? (parameters, gradient) -> parameters.writeGradient(gradient, array)
            : (parameters, gradient) -> parameters.addGradient(buffer, gradient, array));
    empty = false;
  }

  /** Adds what {@code gradient} writes to the gradient of some parameters. */
  @FunctionalInterface
  interface LayerAdder {
    void add(Parameters parameters, Runnable gradient);
  }

  /** The array, with zeros if nothing was added. */
  public INDArray finish() {
    if (empty) {
      Ops.clear(array);
      empty = false;
    }
    return array;
  }
}
