/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.api.buffer.DataType;

/** The pieces that DL4J graphs are built of. Weights start at 0: Veil draws them itself. */
final class Graphs {

  private Graphs() {}

  /** A graph without an output layer: losses are Veil's. */
  static GraphBuilder builder(DataType type) {
    return new NeuralNetConfiguration.Builder()
        .dataType(type)
        .weightInit(WeightInit.ZERO)
        .graphBuilder()
        .validateOutputLayerConfig(false);
  }

  /** A graph with weights drawn from {@code random}. */
  static ComputationGraph initialised(
      ComputationGraphConfiguration configuration,
      RandomGenerator random,
      Initialisation initialisation) {
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    WeightInitialiser.fill(graph, random, initialisation);
    return graph;
  }

  /** States the size of images that enter a graph: [channels, size, size]. */
  static FeedForwardToCnnPreProcessor image(int channels, int size) {
    return new FeedForwardToCnnPreProcessor(size, size, channels);
  }

  static ConvolutionLayer conv(
      Window window, int in, int out, boolean bias, IActivation activation) {
    return new ConvolutionLayer.Builder(window.kernel(), window.kernel())
        .stride(window.stride(), window.stride())
        .padding(window.padding(), window.padding())
        .convolutionMode(ConvolutionMode.Truncate)
        .nIn(in)
        .nOut(out)
        .hasBias(bias)
        .activation(activation)
        .build();
  }

  static Deconvolution2D deconv(
      Window window, int in, int out, boolean bias, IActivation activation) {
    return new Deconvolution2D.Builder(window.kernel(), window.kernel())
        .stride(window.stride(), window.stride())
        .padding(window.padding(), window.padding())
        .convolutionMode(ConvolutionMode.Truncate)
        .nIn(in)
        .nOut(out)
        .hasBias(bias)
        .activation(activation)
        .build();
  }

  /** The maximum of every 2 x 2 pixels. */
  static SubsamplingLayer maxPool() {
    return new SubsamplingLayer.Builder(PoolingType.MAX)
        .kernelSize(2, 2)
        .stride(2, 2)
        .convolutionMode(ConvolutionMode.Truncate)
        .build();
  }

  static DenseLayer dense(int in, int out, IActivation activation) {
    return new DenseLayer.Builder().nIn(in).nOut(out).activation(activation).build();
  }

  /** The leaky ReLU of slope 0.2, as all of Veil's networks with one have it. */
  static IActivation leaky() {
    return new ActivationLReLU(0.2);
  }

  static IActivation identity() {
    return Activation.IDENTITY.getActivationFunction();
  }

  static IActivation tanh() {
    return Activation.TANH.getActivationFunction();
  }
}
