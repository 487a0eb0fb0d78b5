/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.nd4j.linalg.activations.IActivation;

/** Adds the layers that both kinds of generator have: linear, deconv1, deconv2, …. */
final class GeneratorLayers {

  /** Name of the generator's input. */
  static final String INPUT = "latent";

  private final GraphBuilder builder;
  private final GanArchitecture architecture;

  GeneratorLayers(GraphBuilder builder, GanArchitecture architecture) {
    this.builder = builder;
    this.architecture = architecture;
  }

  /**
   * @param vector name of the vertex with noise and class
   * @return the layer's name
   */
  String addLinear(String vector) {
    int incoming = architecture.latent() + architecture.classes();
    builder.addLayer(
        "linear", Graphs.dense(incoming, architecture.hiddenWidth(0), Graphs.leaky()), vector);
    return "linear";
  }

  /**
   * @param layer its number, 1 for the one that makes the smallest image
   * @param from name of the vertex before it
   * @param width its channels
   * @return the layer's name
   */
  String addDeconv(int layer, String from, int width, boolean bias, IActivation then) {
    int incoming = architecture.hiddenWidth(layer - 1);
    boolean first = layer == 1;
    Window window = first ? new Window(architecture.smallest(), 1, 0) : GanArchitecture.HALVING;
    var image = first ? new FeedForwardToCnnPreProcessor(1, 1, incoming) : null;
    String name = "deconv" + layer;
    builder.addLayer(name, Graphs.deconv(window, incoming, width, bias, then), image, from);
    return name;
  }
}
