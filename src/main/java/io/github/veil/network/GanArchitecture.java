/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import io.github.veil.core.RandomSource;
import io.github.veil.core.Require;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Generator and critic for square patches (Kossen et al. 2022), as plain DL4J graphs without
 * normalisation. With 96 pixels the critic has five convolutions that halve the image (kernel 4,
 * stride 2, padding 1, leaky ReLU 0.2) down to 3 x 3 and one that covers what is left and gives the
 * score; the generator has one linear layer and mirrors the critic with six transposed
 * convolutions, tanh at the end. Smaller patches have fewer layers.
 *
 * <p>The generator takes [batch, latent + classes] (noise, then a one-hot class; a modulated one
 * before these a number of noise for every pixel, row by row) and gives [batch, channels,
 * patchSize, patchSize] in [-1, 1]. The critic takes such patches and gives [batch, 1 + classes, 1,
 * 1]: an unbounded score, then one output for each class: its logit (Odena, Olah, Shlens 2017), or
 * what is added to the score when the patch is said to be of that class, which is the inner product
 * of a projection critic (Miyato and Koyama 2018).
 *
 * <p>For what a modulated generator has besides see {@link ModulatedGenerator}.
 *
 * @param patchSize width and height in pixels: 32, 48, 64, 96 or 128
 * @param channels 1 for images, 2 for images with labels
 * @param latent length of the noise vector
 * @param classes number of classes, 0 for an unconditional network
 * @param generatorBase channels of the generator's last hidden layer at half of the patch size
 * @param criticBase channels of the critic's first layer
 * @param maxWidth largest number of channels of any layer
 * @param initialisation how weights are drawn
 * @param modulated whether noise, and class where the image is smallest, scale and shift the
 *     generator's hidden layers
 */
public record GanArchitecture(
    int patchSize,
    int channels,
    int latent,
    int classes,
    int generatorBase,
    int criticBase,
    int maxWidth,
    Initialisation initialisation,
    boolean modulated) {

  static final Window HALVING = new Window(4, 2, 1);

  /** Networks without modulation. */
  public GanArchitecture(
      int patchSize,
      int channels,
      int latent,
      int classes,
      int generatorBase,
      int criticBase,
      int maxWidth,
      Initialisation initialisation) {
    this(
        patchSize,
        channels,
        latent,
        classes,
        generatorBase,
        criticBase,
        maxWidth,
        initialisation,
        false);
  }

  public GanArchitecture {
    Require.that(
        patchSize == 32
            || patchSize == 48
            || patchSize == 64
            || patchSize == 96
            || patchSize == 128,
        "The patch size must be 32, 48, 64, 96 or 128 pixels, but is %d.",
        patchSize);
    Require.within(channels, 1, 16, "The number of channels");
    Require.within(latent, 1, 4096, "The length of the latent vector");
    Require.within(classes, 0, 1000, "The number of classes");
    Require.within(generatorBase, 1, 1024, "The generator's base width");
    Require.within(criticBase, 1, 1024, "The critic's base width");
    Require.within(maxWidth, 1, 4096, "The largest width");
    Require.that(initialisation != null, "The initialisation must be given.");
  }

  /** The networks of Kossen et al. 2022: 96 x 96, latent length 128, widths 64 to 512. */
  public static GanArchitecture standard(int patchSize, int channels) {
    return new GanArchitecture(patchSize, channels, 128, 0, 64, 64, 512, Initialisation.HE);
  }

  /** How many convolutions the critic has, and how many transposed ones the generator. */
  public int depth() {
    int layers = 1;
    for (int size = patchSize; size > 4; size /= 2) {
      layers++;
    }
    return layers;
  }

  /** Size of the image at its smallest: 3 or 4 pixels. */
  int smallest() {
    return patchSize >> (depth() - 1);
  }

  /** Length of the generator's input. */
  public int generatorInputs() {
    return pixelNoise() + latent + classes;
  }

  /** How many numbers of the generator's input, from the first, are noise for single pixels. */
  int pixelNoise() {
    return modulated ? patchSize * patchSize : 0;
  }

  /** The generator with weights from a seed. */
  public ComputationGraph generator(long weightSeed) {
    return generator(RandomSource.seeded(weightSeed).generator("generator weights", 0));
  }

  /** The generator with weights drawn from {@code random}. */
  public ComputationGraph generator(RandomGenerator random) {
    ComputationGraph graph = Graphs.initialised(generatorConfiguration(), random, initialisation);
    if (classes > 0) {
      emphasiseClasses(graph);
    }
    return graph;
  }

  /** One class input counts as much as all of the noise: else networks learn to tell them late. */
  private void emphasiseClasses(ComputationGraph graph) {
    for (Layer layer : graph.getLayers()) {
      if (layer.conf().getLayer() instanceof DenseLayer dense && dense.getNIn() > latent) {
        layer
            .getParam("W")
            .get(NDArrayIndex.interval(latent, latent + classes), NDArrayIndex.all())
            .muli(Math.sqrt(latent));
      }
    }
  }

  /** The critic with weights from a seed. */
  public ComputationGraph critic(long weightSeed) {
    return critic(RandomSource.seeded(weightSeed).generator("critic weights", 0));
  }

  /** The critic with weights drawn from {@code random}. */
  public ComputationGraph critic(RandomGenerator random) {
    return Graphs.initialised(criticConfiguration(), random, initialisation);
  }

  /** The critic's layers are named conv1, conv2, …. */
  ComputationGraphConfiguration criticConfiguration() {
    var builder = Graphs.builder(DataType.FLOAT).addInputs("patch");
    String previous = "patch";
    int incoming = channels;
    for (int layer = 1; layer < depth(); layer++) {
      int width = width(criticBase, layer - 1);
      var conv = Graphs.conv(HALVING, incoming, width, true, Graphs.leaky());
      if (layer == 1) {
        builder.addLayer("conv1", conv, Graphs.image(channels, patchSize), previous);
      } else {
        builder.addLayer("conv" + layer, conv, previous);
      }
      previous = "conv" + layer;
      incoming = width;
    }
    Window rest = new Window(smallest(), 1, 0);
    builder.addLayer(
        "conv" + depth(),
        Graphs.conv(rest, incoming, 1 + classes, true, Graphs.identity()),
        previous);
    return builder.setOutputs("conv" + depth()).build();
  }

  /**
   * The generator's layers are named linear, deconv1, deconv2, …; with modulation also conv2,
   * conv3, …, full, patch, and those of {@link Modulation}.
   */
  ComputationGraphConfiguration generatorConfiguration() {
    return generatorConfiguration(DataType.FLOAT);
  }

  ComputationGraphConfiguration generatorConfiguration(DataType type) {
    var builder = Graphs.builder(type).addInputs(GeneratorLayers.INPUT);
    GeneratorLayers layers = new GeneratorLayers(builder, this);
    String image =
        modulated ? new ModulatedGenerator(builder, layers, this).add() : addImages(layers);
    return builder.setOutputs(image).build();
  }

  private String addImages(GeneratorLayers layers) {
    String image = layers.addLinear(GeneratorLayers.INPUT);
    for (int layer = 1; layer < depth(); layer++) {
      image = layers.addDeconv(layer, image, hiddenWidth(layer), true, Graphs.leaky());
    }
    return layers.addDeconv(depth(), image, channels, true, Graphs.tanh());
  }

  /** Channels of the generator's hidden layers, from 0 for the linear one. */
  int hiddenWidth(int layer) {
    int doublings = Math.min(depth() - 2, depth() - layer - 1);
    return doublings < 0 ? width((generatorBase + 1) / 2, 0) : width(generatorBase, doublings);
  }

  private int width(int base, int doublings) {
    return (int) Math.min(maxWidth, (long) base << Math.min(doublings, 3));
  }
}
