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
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A small convolutional classifier: takes [batch, channels, size, size] in [-1, 1] and gives one
 * logit per class, [batch, classes], whose softmax is the probability.
 *
 * <p>Convolutions (3 x 3, padding 1, ReLU) that double the width alternate with maxima over 2 x 2
 * pixels until the side is odd or at most 6 pixels; a dense layer (ReLU), dropout and a dense layer
 * follow. No normalisation across the batch.
 *
 * @param size width and height in pixels, even, at least 8
 * @param channels channels of the image
 * @param classes number of classes, at least 2
 * @param base channels of the first convolution
 * @param dropout share of values that training drops before the last layer, 0 to below 1
 */
public record ClassifierArchitecture(
    int size, int channels, int classes, int base, double dropout) {

  private static final Window SAME = new Window(3, 1, 1);
  private static final int SMALLEST = 6;
  private static final int MAX_DOUBLINGS = 3;

  public ClassifierArchitecture {
    Require.that(
        size >= 8 && size % 2 == 0,
        "The image size must be even and at least 8 pixels, but is %d.",
        size);
    Require.within(channels, 1, 16, "The number of channels");
    Require.within(classes, 2, 1000, "The number of classes");
    Require.within(base, 1, 1024, "The base width");
    Require.that(
        dropout >= 0 && dropout < 1,
        "The dropout must be at least 0 and below 1, but is %s.",
        dropout);
  }

  /** The network with weights from a seed, by He's rule. */
  public ComputationGraph classifier(long weightSeed) {
    return Graphs.initialised(
        configuration(DataType.FLOAT),
        RandomSource.seeded(weightSeed).generator("classifier weights", 0),
        Initialisation.HE);
  }

  ComputationGraphConfiguration configuration(DataType type) {
    IActivation relu = Activation.RELU.getActivationFunction();
    GraphBuilder builder = Graphs.builder(type).addInputs("image");
    String previous = "image";
    int incoming = channels;
    int side = size;
    for (int level = 0; level == 0 || (side > SMALLEST && side % 2 == 0); level++) {
      int width = base << Math.min(level, MAX_DOUBLINGS);
      var conv = Graphs.conv(SAME, incoming, width, true, relu);
      String name = "conv" + level;
      builder.addLayer(name, conv, level == 0 ? Graphs.image(channels, size) : null, previous);
      builder.addLayer("pool" + level, Graphs.maxPool(), name);
      previous = "pool" + level;
      incoming = width;
      side /= 2;
    }
    int hidden = base << MAX_DOUBLINGS;
    builder.addLayer(
        "hidden",
        Graphs.dense(incoming * side * side, hidden, relu),
        new CnnToFeedForwardPreProcessor(side, side, incoming),
        previous);
    previous = "hidden";
    if (dropout > 0) {
      builder.addLayer("dropout", new DropoutLayer(1 - dropout), previous);
      previous = "dropout";
    }
    builder.addLayer("logits", Graphs.dense(hidden, classes, Graphs.identity()), previous);
    return builder.setOutputs("logits").build();
  }
}
