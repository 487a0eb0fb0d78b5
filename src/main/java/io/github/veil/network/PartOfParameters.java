/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Parameters of a step that does a part of a layer's work: weights "W" that somebody makes from the
 * layer's, and brings their gradient back; the bias is the layer's own, or there is none.
 */
final class PartOfParameters extends Parameters implements AutoCloseable {

  private final Parameters whole;
  private final boolean hasBias;
  private final INDArray weights;
  private INDArray gradient;

  /**
   * @param whole the layer's parameters
   * @param hasBias whether this part adds the layer's bias, if it has one
   * @param shape of this part's weights
   */
  PartOfParameters(Parameters whole, boolean hasBias, long... shape) {
    super(whole);
    this.whole = whole;
    this.hasBias = hasBias;
    this.weights = Ops.allocate(whole.value("W").dataType(), shape);
  }

  @Override
  INDArray value(String key) {
    if (key.equals("W")) {
      return weights;
    }
    return hasBias ? whole.value(key) : null;
  }

  @Override
  INDArray gradient(String key) {
    if (key.equals("W")) {
      if (gradient == null) {
        gradient = Ops.allocate(weights.dataType(), weights.shape());
      }
      return gradient;
    }
    return hasBias ? whole.gradient(key) : null;
  }

  @Override
  public void close() {
    weights.close();
    if (gradient != null) {
      gradient.close();
      gradient = null;
    }
  }
}
