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
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Generator and critic for square patches (Kossen et al. 2022), as plain DL4J graphs without
 * normalisation. With 96 pixels the critic has five convolutions that halve the image (kernel 4,
 * stride 2, padding 1, leaky ReLU 0.2) down to 3 x 3 and one that covers what is left and gives the
 * score; the generator has one linear layer and mirrors the critic with six transposed
 * convolutions, tanh at the end. Smaller patches have fewer layers.
 *
 * <p>The generator takes [batch, latent + classes] (noise, then a one-hot class) and gives [batch,
 * channels, patchSize, patchSize] in [-1, 1]. The critic takes such patches and gives [batch, 1 +
 * classes, 1, 1]: an unbounded score, then one output for each class: its logit (Odena, Olah,
 * Shlens 2017), or what is added to the score when the patch is said to be of that class, which is
 * the inner product of a projection critic (Miyato and Koyama 2018).
 *
 * <p>A modulated generator normalises each hidden layer (InstanceNorm), then scales and shifts
 * every channel by linear functions of its input (Chen et al. 2019, "On self modulation"): the
 * smallest image by those of noise and class (Miyato and Koyama 2018), larger ones by those of the
 * noise alone. A generator that is told the class at every resolution puts marks of its own on each
 * class: a classifier that learns from its images goes by these, and fails on real ones.
 *
 * @param patchSize width and height in pixels: 32, 48, 64, 96 or 128
 * @param channels 1 for images, 2 for images with labels
 * @param latent length of the noise vector
 * @param classes number of classes, 0 for an unconditional network
 * @param generatorBase channels of the generator's last hidden layer
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

  private static final double SLOPE = 0.2;
  private static final Window HALVING = new Window(4, 2, 1);

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
  private int smallest() {
    return patchSize >> (depth() - 1);
  }

  /** Length of the generator's input. */
  public int generatorInputs() {
    return latent + classes;
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
      var conv = Graphs.conv(HALVING, incoming, width, true, leaky());
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
        "conv" + depth(), Graphs.conv(rest, incoming, 1 + classes, true, identity()), previous);
    return builder.setOutputs("conv" + depth()).build();
  }

  /** The generator's layers are named linear, deconv1, deconv2, …; see {@link Modulation}. */
  ComputationGraphConfiguration generatorConfiguration() {
    return generatorConfiguration(DataType.FLOAT);
  }

  ComputationGraphConfiguration generatorConfiguration(DataType type) {
    int last = depth() - 1;
    int incoming = width(generatorBase, last - 1);
    var builder = Graphs.builder(type).addInputs("latent");
    builder.addLayer("linear", Graphs.dense(generatorInputs(), incoming, leaky()), "latent");
    Modulation modulation =
        modulated ? new Modulation(builder, "latent", generatorInputs(), latent) : null;
    String previous = "linear";
    for (int layer = 1; layer <= depth(); layer++) {
      boolean end = layer == depth();
      int width = end ? channels : width(generatorBase, Math.min(last - 1, depth() - layer - 1));
      boolean modulates = modulated && !end;
      var activation = end ? tanh() : modulates ? identity() : leaky();
      Window window = layer == 1 ? new Window(smallest(), 1, 0) : HALVING;
      var deconv = Graphs.deconv(window, incoming, width, !modulates, activation);
      String name = "deconv" + layer;
      var image = layer == 1 ? new FeedForwardToCnnPreProcessor(1, 1, incoming) : null;
      builder.addLayer(name, deconv, image, previous);
      previous = modulates ? modulation.add(layer, name, width, leaky()) : name;
      incoming = width;
    }
    return builder.setOutputs(previous).build();
  }

  private int width(int base, int doublings) {
    return (int) Math.min(maxWidth, (long) base << Math.min(doublings, 3));
  }

  private static IActivation leaky() {
    return new ActivationLReLU(SLOPE);
  }

  private static IActivation identity() {
    return Activation.IDENTITY.getActivationFunction();
  }

  private static IActivation tanh() {
    return Activation.TANH.getActivationFunction();
  }
}
