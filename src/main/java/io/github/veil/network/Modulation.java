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
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;

/**
 * Adds conditional normalisation to a graph: y = f(scale(v) InstanceNorm(x) + shift(v)), channel by
 * channel, where v is noise and class, or the noise alone. With n the label of the place, the
 * vertices are norm n, scale n and shift n (dense), scale n map and shift n map (the same as images
 * of one pixel), scaled n, shifted n, and active n; the noise has a vertex of that name.
 */
final class Modulation {

  private static final String NOISE = "noise";

  private final GraphBuilder builder;
  private final String vector;
  private final int length;
  private final int noise;

  /**
   * @param vector name of the vertex with noise and class
   * @param length of that vector
   * @param noise how many of its numbers, from the first, are noise
   */
  Modulation(GraphBuilder builder, String vector, int length, int noise) {
    this.builder = builder;
    this.vector = vector;
    this.length = length;
    this.noise = noise;
    builder.addVertex(NOISE, new SubsetVertex(0, noise - 1), vector);
  }

  /**
   * Normalises and modulates an image.
   *
   * @param label of this place, another for each
   * @param seesClass whether the class takes part
   * @param name of the image's vertex
   * @param channels of the image
   * @return the name of the result's vertex
   */
  String add(String label, boolean seesClass, String name, int channels, IActivation activation) {
    builder.addLayer("norm" + label, new InstanceNorm(channels), name);
    String scale = addMap("scale" + label, seesClass, channels, 1);
    String shift = addMap("shift" + label, seesClass, channels, 0);
    builder.addVertex("scaled" + label, new ElementWiseVertex(Op.Product), "norm" + label, scale);
    builder.addVertex("shifted" + label, new ElementWiseVertex(Op.Add), "scaled" + label, shift);
    builder.addLayer("active" + label, new ActivationLayer(activation), "shifted" + label);
    return "active" + label;
  }

  /** A linear function, [batch, channels, 1, 1], that is {@code start} at first. */
  private String addMap(String name, boolean seesClass, int channels, double start) {
    DenseLayer dense =
        new DenseLayer.Builder()
            .nIn(seesClass ? length : noise)
            .nOut(channels)
            .biasInit(start)
            .activation(Activation.IDENTITY)
            .build();
    builder.addLayer(name, dense, seesClass ? vector : NOISE);
    String map = name + "map";
    builder.addVertex(
        map, new PreprocessorVertex(new FeedForwardToCnnPreProcessor(1, 1, channels)), name);
    return map;
  }
}
