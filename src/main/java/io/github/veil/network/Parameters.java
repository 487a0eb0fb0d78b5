/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.Map;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The parameters of one layer, and their gradients, as views of the network's flat arrays: what is
 * written here is in {@code graph.params()}, and the other way round.
 */
class Parameters {

  private final Layer layer;
  private final long offset;
  private final Supplier<INDArray> flatGradient;
  private final Views<INDArray> slices = new Views<>(this::newSlice);
  private final Views<Map<String, INDArray>> gradients = new Views<>(this::newGradients);
  private INDArray part;

  /**
   * @param offset where the layer's parameters start in the flat array
   * @param flatGradient the network's flat gradient, [1, numParams]
   */
  Parameters(Layer layer, long offset, Supplier<INDArray> flatGradient) {
    this.layer = layer;
    this.offset = offset;
    this.flatGradient = flatGradient;
  }

  /** The same parameters as another. */
  Parameters(Parameters other) {
    this(other.layer, other.offset, other.flatGradient);
  }

  /** The layer's name in its graph. */
  String layerName() {
    return layer.conf().getLayer().getLayerName();
  }

  /** The parameter {@code key}, or null when the layer has none of that name. */
  INDArray value(String key) {
    return layer.getParam(key);
  }

  /** Where the gradient of parameter {@code key} goes; null as {@link #value}. */
  INDArray gradient(String key) {
    return gradients.of(part != null ? part : slice(flatGradient.get())).get(key);
  }

  private Map<String, INDArray> newGradients(INDArray own) {
    return layer.conf().getLayer().initializer().getGradientsFromFlattened(layer.conf(), own);
  }

  /**
   * Lets {@code backward} write this layer's gradient to a buffer of its own, and adds that to the
   * flat gradient.
   */
  void addGradient(Scratch buffer, Runnable backward) {
    addGradient(buffer, backward, flatGradient.get());
  }

  /** As the other, but adds to {@code flat}, [1, numParams], instead of the network's gradient. */
  void addGradient(Scratch buffer, Runnable backward, INDArray flat) {
    INDArray own = buffer.take(1, layer.numParams());
    writeTo(own, backward);
    Ops.add(own, slice(flat));
  }

  /** Lets {@code backward} write this layer's gradient to {@code flat}, [1, numParams]. */
  void writeGradient(Runnable backward, INDArray flat) {
    writeTo(slice(flat), backward);
  }

  private void writeTo(INDArray own, Runnable backward) {
    part = own;
    try {
      backward.run();
    } finally {
      part = null;
    }
  }

  /** The layer's part of a flat array of all parameters, [1, n]. */
  INDArray slice(INDArray flat) {
    return slices.of(flat);
  }

  private INDArray newSlice(INDArray flat) {
    return flat.get(
        NDArrayIndex.interval(0, 1), NDArrayIndex.interval(offset, offset + layer.numParams()));
  }
}
