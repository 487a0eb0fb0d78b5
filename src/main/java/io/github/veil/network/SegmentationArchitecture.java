/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import io.github.veil.core.RandomSource;
import io.github.veil.core.Require;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The segmenting U-Net of Livne et al. 2019: takes [batch, channels, h, w] in [-1, 1] and gives one
 * logit per pixel, [batch, 1, h, w], whose logistic function is the probability of foreground.
 *
 * <p>Each level has two convolutions (3 x 3, padding 1, ReLU) with dropout between them; maxima
 * over 2 x 2 pixels lead down and double the width; repetition of pixels leads up, where the
 * level's way down is joined on; a 1 x 1 convolution ends it. The network has no size of its own:
 * any image whose sides are multiples of {@link #multiple()} will do, so it is trained on patches
 * and run on whole slices.
 *
 * @param channels channels of the image
 * @param base channels of the first level; 64 in the full U-Net, 32 in the half U-Net
 * @param levels number of levels, 2 to 6; 5 in the literature
 * @param dropout share of values that training drops, 0 to below 1
 */
public record SegmentationArchitecture(int channels, int base, int levels, double dropout) {

  private static final Window SAME = new Window(3, 1, 1);
  private static final Window POINT = new Window(1, 1, 0);
  private static final int LEVELS = 5;

  public SegmentationArchitecture {
    Require.within(channels, 1, 16, "The number of channels");
    Require.within(base, 1, 1024, "The base width");
    Require.within(levels, 2, 6, "The number of levels");
    Require.that(
        dropout >= 0 && dropout < 1,
        "The dropout must be at least 0 and below 1, but is %s.",
        dropout);
  }

  /** Widths 64, 128, 256, 512, 1024. */
  public static SegmentationArchitecture full(double dropout) {
    return new SegmentationArchitecture(1, 64, LEVELS, dropout);
  }

  /** Widths 32, 64, 128, 256, 512: as good as the full one in the literature. */
  public static SegmentationArchitecture half(double dropout) {
    return new SegmentationArchitecture(1, 32, LEVELS, dropout);
  }

  /** What both sides of an image must be multiples of, in pixels. */
  public int multiple() {
    return 1 << (levels - 1);
  }

  /** The network with weights from a seed, by He's rule. */
  public ComputationGraph segmenter(long weightSeed) {
    return Graphs.initialised(
        configuration(DataType.FLOAT),
        RandomSource.seeded(weightSeed).generator("segmenter weights", 0),
        Initialisation.HE);
  }

  ComputationGraphConfiguration configuration(DataType type) {
    GraphBuilder builder = Graphs.builder(type).addInputs("image");
    String previous = "image";
    int incoming = channels;
    for (int level = 0; level < levels; level++) {
      if (level > 0) {
        builder.addLayer("pool" + level, Graphs.maxPool(), previous);
        previous = "pool" + level;
      }
      previous = addLevel(builder, "down" + level, incoming, base << level, previous);
      incoming = base << level;
    }
    for (int level = levels - 2; level >= 0; level--) {
      builder.addLayer("double" + level, new Upsampling2D.Builder(2).build(), previous);
      builder.addVertex("skip" + level, new MergeVertex(), "double" + level, "down" + level + "b");
      int width = base << level;
      previous = addLevel(builder, "up" + level, incoming + width, width, "skip" + level);
      incoming = width;
    }
    var logits = Graphs.conv(POINT, base, 1, true, Graphs.identity());
    builder.addLayer("logits", logits, previous);
    return builder.setOutputs("logits").build();
  }

  private String addLevel(GraphBuilder builder, String name, int in, int out, String previous) {
    var relu = Activation.RELU.getActivationFunction();
    builder.addLayer(name + "a", Graphs.conv(SAME, in, out, true, relu), previous);
    String middle = name + "a";
    if (dropout > 0) {
      builder.addLayer(name + "dropout", new DropoutLayer(1 - dropout), middle);
      middle = name + "dropout";
    }
    builder.addLayer(name + "b", Graphs.conv(SAME, out, out, true, relu), middle);
    return name + "b";
  }
}
