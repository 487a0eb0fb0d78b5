/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex.Op;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;

/**
 * Adds a generator that normalises each hidden layer (InstanceNorm), then scales and shifts every
 * channel by linear functions of its input (Chen et al. 2019, "On self modulation"): the smallest
 * image by those of noise and class (Miyato and Koyama 2018), larger ones by those of the noise
 * alone. A generator that is told the class at every resolution puts marks of its own on each
 * class: a classifier that learns from its images goes by these, and fails on real ones. To every
 * image between the smallest and the largest, what a convolution of 3 x 3 pixels makes of it is
 * added, normalised and modulated in the same way (He et al. 2016, "Deep residual learning"). The
 * image of full size has half of the base width; it is joined by noise of its own for every pixel
 * (after Karras, Laine, Aila 2019), and two convolutions of 3 x 3 pixels make the patch of it.
 *
 * <p>Besides those of {@link GeneratorLayers} and {@link Modulation}, layers are named conv2,
 * conv3, …, full and patch.
 */
final class ModulatedGenerator {

  private static final Window SAME = new Window(3, 1, 1);

  private final GraphBuilder builder;
  private final GeneratorLayers layers;
  private final GanArchitecture architecture;

  ModulatedGenerator(GraphBuilder builder, GeneratorLayers layers, GanArchitecture architecture) {
    this.builder = builder;
    this.layers = layers;
    this.architecture = architecture;
  }

  /** Adds all of it; gives the name of the patch's vertex. */
  String add() {
    String vector = "vector";
    int start = architecture.pixelNoise();
    int latent = architecture.latent();
    int length = latent + architecture.classes();
    builder.addVertex(vector, new SubsetVertex(start, start + length - 1), GeneratorLayers.INPUT);
    String image = layers.addLinear(vector);
    Modulation modulation = new Modulation(builder, vector, length, latent);
    for (int layer = 1; layer <= architecture.depth(); layer++) {
      int width = architecture.hiddenWidth(layer);
      boolean smallest = layer == 1;
      image = layers.addDeconv(layer, image, width, false, Graphs.identity());
      image = modulation.add("" + layer, smallest, image, width, Graphs.leaky());
      if (!smallest && layer < architecture.depth()) {
        image = addResidual(modulation, layer, image, width);
      }
    }
    return addPatch(image);
  }

  /** Adds to an image what a modulated convolution makes of it; gives the sum's name. */
  private String addResidual(Modulation modulation, int layer, String image, int width) {
    String conv = "conv" + layer;
    builder.addLayer(conv, Graphs.conv(SAME, width, width, false, Graphs.identity()), image);
    String change = modulation.add(layer + "r", false, conv, width, Graphs.leaky());
    builder.addVertex("sum" + layer, new ElementWiseVertex(Op.Add), image, change);
    return "sum" + layer;
  }

  /** Makes the patch of the image of full size and of noise for every pixel. */
  private String addPatch(String image) {
    int width = architecture.hiddenWidth(architecture.depth());
    int size = architecture.patchSize();
    builder.addVertex(
        "pixelnoise", new SubsetVertex(0, architecture.pixelNoise() - 1), GeneratorLayers.INPUT);
    builder.addVertex("pixelnoisemap", new PreprocessorVertex(Graphs.image(1, size)), "pixelnoise");
    builder.addVertex("joint", new MergeVertex(), image, "pixelnoisemap");
    builder.addLayer("full", Graphs.conv(SAME, width + 1, width, true, Graphs.leaky()), "joint");
    builder.addLayer(
        "patch", Graphs.conv(SAME, width, architecture.channels(), true, Graphs.tanh()), "full");
    return "patch";
  }
}
