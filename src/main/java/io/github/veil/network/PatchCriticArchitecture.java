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
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The patch critic of pix2pix and CycleGAN (Isola et al. 2017, "70 x 70 PatchGAN"): takes [batch,
 * channels, size, size] and gives one unbounded score per overlapping patch, [batch, 1, size / 8 -
 * 2, size / 8 - 2].
 *
 * <p>Three halvings (kernel 4, stride 2; base, 2 base, 4 base channels), zero padding, a
 * convolution of kernel 4 with 8 base channels, zero padding, and a convolution of kernel 4 to the
 * score; instance normalisation except after the first and the last, leaky ReLU 0.2.
 *
 * @param size width and height in pixels, a multiple of 8, at least 24
 * @param channels channels of the image
 * @param base channels of the first layer, 64 in the literature
 */
public record PatchCriticArchitecture(int size, int channels, int base) {

  private static final Window HALVING = new Window(4, 2, 1);
  private static final Window SLIDING = new Window(4, 1, 0);

  public PatchCriticArchitecture {
    Require.that(
        size >= 24 && size % 8 == 0,
        "The image size must be a multiple of 8 and at least 24 pixels, but is %d.",
        size);
    Require.within(channels, 1, 32, "The number of channels");
    Require.within(base, 1, 1024, "The base width");
  }

  /** The critic with weights from a seed. */
  public ComputationGraph critic(long weightSeed) {
    return critic(RandomSource.seeded(weightSeed).generator("critic weights", 0));
  }

  /** The critic with weights N(0, 0.02^2) drawn from {@code random}. */
  public ComputationGraph critic(RandomGenerator random) {
    return Graphs.initialised(configuration(DataType.FLOAT), random, Initialisation.DCGAN);
  }

  ComputationGraphConfiguration configuration(DataType type) {
    GraphBuilder builder = Graphs.builder(type).addInputs("image");
    builder.addLayer(
        "down1",
        Graphs.conv(HALVING, channels, base, true, Graphs.leaky()),
        Graphs.image(channels, size),
        "image");
    String previous = addNormalised(builder, "down2", HALVING, base, 2 * base, "down1");
    previous = addNormalised(builder, "down3", HALVING, 2 * base, 4 * base, previous);
    builder.addLayer("pad1", new ZeroPaddingLayer(1, 1), previous);
    previous = addNormalised(builder, "conv4", SLIDING, 4 * base, 8 * base, "pad1");
    builder.addLayer("pad2", new ZeroPaddingLayer(1, 1), previous);
    builder.addLayer("score", Graphs.conv(SLIDING, 8 * base, 1, true, Graphs.identity()), "pad2");
    return builder.setOutputs("score").build();
  }

  private static String addNormalised(
      GraphBuilder builder, String name, Window window, int in, int out, String previous) {
    builder.addLayer(name, Graphs.conv(window, in, out, false, Graphs.identity()), previous);
    builder.addLayer(name + "norm", new InstanceNorm(out), name);
    builder.addLayer(name + "relu", new ActivationLayer(Graphs.leaky()), name + "norm");
    return name + "relu";
  }
}
