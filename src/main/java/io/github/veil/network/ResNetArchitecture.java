/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import io.github.veil.core.RandomSource;
import io.github.veil.core.Require;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The generator of Johnson et al. 2016 as CycleGAN uses it (Zhu et al. 2017): takes [batch,
 * inputChannels, size, size] and gives [batch, outputChannels, size, size] in [-1, 1].
 *
 * <p>A convolution of kernel 7, two halvings (kernel 3, stride 2; 2 and 4 base channels), residual
 * blocks of two convolutions of kernel 3, two doublings, a convolution of kernel 7 and tanh;
 * instance normalisation and ReLU after each but the last.
 *
 * <p>Two things differ from the paper: images are padded with zeros instead of mirrored, because
 * ND4J's mirrored padding has a wrong gradient, and doublings have kernel 4 instead of 3 with an
 * extra row and column, so that every output pixel gets as many terms.
 *
 * @param size width and height in pixels, a multiple of 4, at least 16
 * @param inputChannels channels that come in
 * @param outputChannels channels that go out
 * @param base channels of the first layer, 64 in the paper
 * @param blocks residual blocks, at least 1
 */
public record ResNetArchitecture(
    int size, int inputChannels, int outputChannels, int base, int blocks) {

  private static final Window WIDE = new Window(7, 1, 3);
  private static final Window HALVING = new Window(3, 2, 1);
  private static final Window SAME = new Window(3, 1, 1);
  private static final Window DOUBLING = new Window(4, 2, 1);

  /** Smallest size for which the paper takes nine residual blocks instead of six. */
  private static final int LARGE = 256;

  public ResNetArchitecture {
    Require.that(
        size >= 16 && size % 4 == 0,
        "The image size must be a multiple of 4 and at least 16 pixels, but is %d.",
        size);
    Require.within(inputChannels, 1, 16, "The number of input channels");
    Require.within(outputChannels, 1, 16, "The number of output channels");
    Require.within(base, 1, 1024, "The base width");
    Require.within(blocks, 1, 64, "The number of residual blocks");
  }

  /** The paper's number of residual blocks: 9 from 256 pixels on, 6 below. */
  public static int usualBlocks(int size) {
    return size >= LARGE ? 9 : 6;
  }

  /** The generator with weights N(0, 0.02^2) drawn from {@code random}. */
  public ComputationGraph generator(RandomGenerator random) {
    return Graphs.initialised(configuration(DataType.FLOAT), random, Initialisation.DCGAN);
  }

  /** The generator with weights from a seed. */
  public ComputationGraph generator(long weightSeed) {
    return generator(RandomSource.seeded(weightSeed).generator("generator weights", 0));
  }

  ComputationGraphConfiguration configuration(DataType type) {
    GraphBuilder builder = Graphs.builder(type).addInputs("image");
    builder.addLayer(
        "first",
        Graphs.conv(WIDE, inputChannels, base, false, Graphs.identity()),
        Graphs.image(inputChannels, size),
        "image");
    String previous = normalised(builder, "first", base, true);
    previous =
        add(
            builder,
            "down1",
            Graphs.conv(HALVING, base, 2 * base, false, Graphs.identity()),
            previous);
    previous =
        add(
            builder,
            "down2",
            Graphs.conv(HALVING, 2 * base, 4 * base, false, Graphs.identity()),
            previous);
    for (int block = 1; block <= blocks; block++) {
      previous = addBlock(builder, "block" + block, previous);
    }
    previous =
        add(
            builder,
            "up2",
            Graphs.deconv(DOUBLING, 4 * base, 2 * base, false, Graphs.identity()),
            previous);
    previous =
        add(
            builder,
            "up1",
            Graphs.deconv(DOUBLING, 2 * base, base, false, Graphs.identity()),
            previous);
    builder.addLayer(
        "output", Graphs.conv(WIDE, base, outputChannels, true, Graphs.tanh()), previous);
    return builder.setOutputs("output").build();
  }

  private String addBlock(GraphBuilder builder, String name, String previous) {
    int width = 4 * base;
    ConvolutionLayer first = Graphs.conv(SAME, width, width, false, Graphs.identity());
    String inner = add(builder, name + "a", first, previous);
    builder.addLayer(name + "b", Graphs.conv(SAME, width, width, false, Graphs.identity()), inner);
    String outer = normalised(builder, name + "b", width, false);
    builder.addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), previous, outer);
    return name;
  }

  private static String add(
      GraphBuilder builder, String name, ConvolutionLayer layer, String previous) {
    builder.addLayer(name, layer, previous);
    return normalised(builder, name, (int) layer.getNOut(), true);
  }

  /** Normalises the layer's output and, where asked for, rectifies it. */
  private static String normalised(GraphBuilder builder, String name, int width, boolean relu) {
    builder.addLayer(name + "norm", new InstanceNorm(width), name);
    if (!relu) {
      return name + "norm";
    }
    builder.addLayer(name + "relu", new ActivationLayer(Activation.RELU), name + "norm");
    return name + "relu";
  }
}
