/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Random weights, and gradients, of no layer. */
final class GivenParameters extends Parameters {

  private final Map<String, INDArray> values;
  private final Map<String, INDArray> gradients;

  /**
   * @param biasLength 0 for none
   * @param weightShape that of the weights
   */
  GivenParameters(DataType type, long biasLength, long... weightShape) {
    super(null, 0, () -> null);
    INDArray w = Ops.allocate(type, weightShape);
    Arrays32.fill(w, Arrays32.random(8), 1);
    if (biasLength > 0) {
      INDArray b = Ops.allocate(type, 1, biasLength);
      Arrays32.fill(b, Arrays32.random(9), 1);
      values = Map.of("W", w, "b", b);
      gradients = Map.of("W", w.dup(), "b", b.dup());
    } else {
      values = Map.of("W", w);
      gradients = Map.of("W", w.dup());
    }
  }

  @Override
  INDArray value(String key) {
    return values.get(key);
  }

  @Override
  INDArray gradient(String key) {
    return gradients.get(key);
  }
}
