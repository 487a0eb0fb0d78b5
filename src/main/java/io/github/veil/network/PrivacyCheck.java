/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import io.github.veil.core.Require;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Refuses networks for which a gradient per example is not defined: one example must not change the
 * output of another, as it does through batch normalisation. Layers are let through by a list of
 * those known to be safe, so an unknown one is refused.
 */
public final class PrivacyCheck {

  private PrivacyCheck() {}

  /**
   * @throws IllegalArgumentException naming the first layer that works across the batch, or that is
   *     not known not to
   */
  public static void requirePerExample(ComputationGraph graph) {
    graph.getConfiguration().getVertices().forEach(PrivacyCheck::requirePerExample);
  }

  private static void requirePerExample(String name, GraphVertex vertex) {
    if (vertex instanceof LayerVertex layerVertex) {
      Layer layer = layerVertex.getLayerConf().getLayer();
      Require.that(
          isPerExample(layer),
          "Layer %s (%s) is not known to treat every example by itself, so it cannot be trained"
              + " privately; use instance normalisation or none.",
          name,
          layer.getClass().getSimpleName());
    } else {
      Require.that(
          vertex instanceof MergeVertex || vertex instanceof ElementWiseVertex,
          "Vertex %s (%s) is not known to treat every example by itself, so it cannot be trained"
              + " privately; leave it out.",
          name,
          vertex.getClass().getSimpleName());
    }
  }

  private static boolean isPerExample(Layer layer) {
    return layer.getClass() == ConvolutionLayer.class
        || layer instanceof Deconvolution2D
        || layer.getClass() == DenseLayer.class
        || layer instanceof InstanceNorm
        || layer instanceof ActivationLayer
        || layer instanceof DropoutLayer
        || layer instanceof ZeroPaddingLayer;
  }
}
