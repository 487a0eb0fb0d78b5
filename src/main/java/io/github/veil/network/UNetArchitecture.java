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
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The translating generator of pix2pix and CycleGAN (Isola et al. 2017): a U-Net that takes [batch,
 * inputChannels, size, size] and gives [batch, outputChannels, size, size] in [-1, 1].
 *
 * <p>The way down halves the image up to eight times (kernel 4, stride 2; base, 2, 4, 8, 8, … base
 * channels; instance normalisation except at the first and at 1 x 1 pixel, where it would erase
 * everything; leaky ReLU 0.2). The way up doubles it (transposed convolution, instance
 * normalisation, dropout on the three innermost wide levels, ReLU) and joins each level with its
 * peer. Sizes that cannot be halved eight times drop inner levels. At 256 x 256 and base 64 there
 * are 54.4 million parameters.
 *
 * @param size width and height in pixels, a multiple of 8, at least 16
 * @param inputChannels channels that come in
 * @param outputChannels channels that go out
 * @param base channels of the first level, 64 in the literature
 * @param dropout probability of dropping a value there, in [0, 1); 0 leaves dropout out
 */
public record UNetArchitecture(
    int size, int inputChannels, int outputChannels, int base, double dropout) {

  private static final Window HALVING = new Window(4, 2, 1);
  private static final int MAX_LEVELS = 8;
  private static final int DROPOUT_LEVELS = 3;
  private static final double USUAL_DROPOUT = 0.5;

  public UNetArchitecture {
    Require.that(
        size >= 16 && size % 8 == 0,
        "The image size must be a multiple of 8 and at least 16 pixels, but is %d.",
        size);
    Require.within(inputChannels, 1, 16, "The number of input channels");
    Require.within(outputChannels, 1, 16, "The number of output channels");
    Require.within(base, 1, 1024, "The base width");
    Require.that(
        dropout >= 0 && dropout < 1,
        "The probability of dropping a value must lie in [0, 1), but is %s.",
        dropout);
  }

  /** With the literature's dropout of 0.5. */
  public UNetArchitecture(int size, int inputChannels, int outputChannels, int base) {
    this(size, inputChannels, outputChannels, base, USUAL_DROPOUT);
  }

  /** How often the image is halved. */
  public int levels() {
    return Math.min(MAX_LEVELS, Integer.numberOfTrailingZeros(size));
  }

  /** The generator with weights from a seed. */
  public ComputationGraph generator(long weightSeed) {
    return generator(RandomSource.seeded(weightSeed).generator("generator weights", 0));
  }

  /** The generator with weights N(0, 0.02^2) drawn from {@code random}. */
  public ComputationGraph generator(RandomGenerator random) {
    return Graphs.initialised(configuration(DataType.FLOAT), random, Initialisation.DCGAN);
  }

  ComputationGraphConfiguration configuration(DataType type) {
    GraphBuilder builder = Graphs.builder(type).addInputs("image");
    String previous = "image";
    for (int level = 1; level <= levels(); level++) {
      previous = addDown(builder, level, previous);
    }
    int incoming = width(levels());
    for (int level = levels() - 1; level >= 1; level--) {
      previous = addUp(builder, level, incoming, previous);
      incoming = 2 * width(level);
    }
    builder.addLayer(
        "output", Graphs.deconv(HALVING, incoming, outputChannels, true, Graphs.tanh()), previous);
    return builder.setOutputs("output").build();
  }

  private String addDown(GraphBuilder builder, int level, String previous) {
    boolean normalised = level > 1 && size >> level > 1;
    String name = "down" + level;
    if (level == 1) {
      var conv = Graphs.conv(HALVING, inputChannels, base, true, Graphs.leaky());
      builder.addLayer(name, conv, Graphs.image(inputChannels, size), previous);
      return name;
    }
    int in = width(level - 1);
    int out = width(level);
    if (!normalised) {
      builder.addLayer(name, Graphs.conv(HALVING, in, out, true, Graphs.leaky()), previous);
      return name;
    }
    builder.addLayer(name, Graphs.conv(HALVING, in, out, false, Graphs.identity()), previous);
    builder.addLayer(name + "norm", new InstanceNorm(out), name);
    builder.addLayer(name + "relu", new ActivationLayer(Graphs.leaky()), name + "norm");
    return name + "relu";
  }

  private String addUp(GraphBuilder builder, int level, int incoming, String previous) {
    String name = "up" + level;
    int out = width(level);
    builder.addLayer(
        name, Graphs.deconv(HALVING, incoming, out, false, Graphs.identity()), previous);
    builder.addLayer(name + "norm", new InstanceNorm(out), name);
    String last = name + "norm";
    if (dropout > 0 && level > DROPOUT_LEVELS && level >= levels() - DROPOUT_LEVELS) {
      builder.addLayer(name + "dropout", new DropoutLayer(1 - dropout), last);
      last = name + "dropout";
    }
    builder.addLayer(name + "relu", new ActivationLayer(Activation.RELU), last);
    String peer = level == 1 || size >> level == 1 ? "down" + level : "down" + level + "relu";
    builder.addVertex(name + "skip", new MergeVertex(), name + "relu", peer);
    return name + "skip";
  }

  private int width(int level) {
    return base << Math.min(level - 1, 3);
  }
}
