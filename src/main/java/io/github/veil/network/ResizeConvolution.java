/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;

/**
 * A place in a graph that {@link ResizeConvStep} executes: a convolution, and nobody else, takes an
 * image that is doubled and joined with another.
 *
 * @param doubled vertex that doubles
 * @param joint vertex that joins
 * @param small vertex of the image that is doubled
 * @param other vertex of the image that is joined on behind it
 */
record ResizeConvolution(String doubled, String joint, String small, String other) {

  /**
   * All such places, by the name of their convolution.
   *
   * @param consumers how many vertices take each vertex's output
   */
  static Map<String, ResizeConvolution> find(
      ComputationGraphConfiguration configuration, Map<String, Integer> consumers) {
    Map<String, ResizeConvolution> places = new HashMap<>();
    for (String name : configuration.getVertices().keySet()) {
      at(name, configuration, consumers).ifPresent(place -> places.put(name, place));
    }
    return places;
  }

  private static Optional<ResizeConvolution> at(
      String name, ComputationGraphConfiguration configuration, Map<String, Integer> consumers) {
    Map<String, List<String>> inputs = configuration.getVertexInputs();
    if (!isConvolution(layer(name, configuration))) {
      return Optional.empty();
    }
    String joint = inputs.get(name).get(0);
    if (!(configuration.getVertices().get(joint) instanceof MergeVertex merge)
        || merge.getMergeAxis() != 1
        || inputs.get(joint).size() != 2) {
      return Optional.empty();
    }
    String doubled = inputs.get(joint).get(0);
    if (!isDoubling(layer(doubled, configuration))
        || consumers.get(joint) != 1
        || consumers.get(doubled) != 1
        || configuration.getNetworkOutputs().contains(joint)
        || configuration.getNetworkOutputs().contains(doubled)) {
      return Optional.empty();
    }
    String small = inputs.get(doubled).get(0);
    return Optional.of(new ResizeConvolution(doubled, joint, small, inputs.get(joint).get(1)));
  }

  /** The layer of a vertex; null for other vertices, and for layers that reshape their input. */
  private static Layer layer(String name, ComputationGraphConfiguration configuration) {
    return configuration.getVertices().get(name) instanceof LayerVertex vertex
            && vertex.getPreProcessor() == null
        ? vertex.getLayerConf().getLayer()
        : null;
  }

  private static boolean isConvolution(Layer layer) {
    return layer instanceof ConvolutionLayer conv
        && conv.getClass() == ConvolutionLayer.class
        && conv.getIDropout() == null
        && Arrays.equals(conv.getDilation(), new int[] {1, 1})
        && Arrays.equals(conv.getKernelSize(), square(ResizeKernel.CONVOLUTION.kernel()))
        && Arrays.equals(conv.getStride(), square(ResizeKernel.CONVOLUTION.stride()))
        && Arrays.equals(conv.getPadding(), square(ResizeKernel.CONVOLUTION.padding()));
  }

  private static boolean isDoubling(Layer layer) {
    return layer instanceof Upsampling2D upsampling
        && upsampling.getIDropout() == null
        && Arrays.equals(upsampling.getSize(), square(2));
  }

  private static int[] square(int side) {
    return new int[] {side, side};
  }
}
