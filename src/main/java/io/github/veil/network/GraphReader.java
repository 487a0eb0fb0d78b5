/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Facts about a DL4J graph. */
final class GraphReader {

  private GraphReader() {}

  /** Where each layer's parameters start in the graph's flat array. */
  static Map<String, Long> parameterOffsets(ComputationGraph graph) {
    Map<String, Long> offsets = new HashMap<>();
    long offset = 0;
    for (int index : graph.topologicalSortOrder()) {
      var vertex = graph.getVertices()[index];
      if (vertex.hasLayer()) {
        offsets.put(vertex.getVertexName(), offset);
        offset += vertex.getLayer().numParams();
      }
    }
    return offsets;
  }

  /** How many vertices take each vertex's output. */
  static Map<String, Integer> consumers(ComputationGraphConfiguration configuration) {
    Map<String, Integer> consumers = new HashMap<>();
    configuration
        .getVertexInputs()
        .values()
        .forEach(names -> names.forEach(name -> consumers.merge(name, 1, Integer::sum)));
    return consumers;
  }

  /**
   * The first layer says the shape: a dense one by its nIn, an image by its preprocessor; or
   * vertices that take parts of the input, by the last number they take.
   */
  static long[] exampleShape(ComputationGraphConfiguration configuration) {
    String input = configuration.getNetworkInputs().get(0);
    long taken = 0;
    for (Map.Entry<String, List<String>> entry : configuration.getVertexInputs().entrySet()) {
      if (!entry.getValue().contains(input)) {
        continue;
      }
      GraphVertex first = configuration.getVertices().get(entry.getKey());
      if (first instanceof SubsetVertex subset) {
        taken = Math.max(taken, subset.getTo() + 1L);
      } else if (first instanceof LayerVertex vertex) {
        if (vertex.getPreProcessor() instanceof FeedForwardToCnnPreProcessor image) {
          return new long[] {image.getNumChannels(), image.getInputHeight(), image.getInputWidth()};
        }
        if (vertex.getLayerConf().getLayer() instanceof DenseLayer dense) {
          return new long[] {dense.getNIn()};
        }
      }
    }
    if (taken > 0) {
      return new long[] {taken};
    }
    throw new IllegalArgumentException(
        "The network does not say the size of its input; give the executor the shape of one"
            + " example.");
  }
}
