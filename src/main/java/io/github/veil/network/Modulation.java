/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex.Op;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;

/**
 * Adds conditional normalisation to a graph: y = f(scale(v) InstanceNorm(x) + shift(v)), channel by
 * channel, where v is a vector such as noise and class. With n the number of the layer, the
 * vertices are norm n, scale n and shift n (dense), scale n map and shift n map (the same as images
 * of one pixel), scaled n, shifted n, and active n.
 */
final class Modulation {

  private final GraphBuilder builder;
  private final String vector;
  private final int length;

  /**
   * @param vector name of what scales and shifts
   * @param length of that vector
   */
  Modulation(GraphBuilder builder, String vector, int length) {
    this.builder = builder;
    this.vector = vector;
    this.length = length;
  }

  /**
   * Normalises and modulates an image.
   *
   * @param name of the image's vertex
   * @param channels of the image
   * @return the name of the result's vertex
   */
  String add(int layer, String name, int channels, IActivation activation) {
    builder.addLayer("norm" + layer, new InstanceNorm(channels), name);
    String scale = addMap("scale" + layer, channels, 1);
    String shift = addMap("shift" + layer, channels, 0);
    builder.addVertex("scaled" + layer, new ElementWiseVertex(Op.Product), "norm" + layer, scale);
    builder.addVertex("shifted" + layer, new ElementWiseVertex(Op.Add), "scaled" + layer, shift);
    builder.addLayer("active" + layer, new ActivationLayer(activation), "shifted" + layer);
    return "active" + layer;
  }

  /** A linear function of the vector, [batch, channels, 1, 1], that is {@code start} at first. */
  private String addMap(String name, int channels, double start) {
    DenseLayer dense =
        new DenseLayer.Builder()
            .nIn(length)
            .nOut(channels)
            .biasInit(start)
            .activation(Activation.IDENTITY)
            .build();
    builder.addLayer(name, dense, vector);
    String map = name + "map";
    builder.addVertex(
        map, new PreprocessorVertex(new FeedForwardToCnnPreProcessor(1, 1, channels)), name);
    return map;
  }
}
