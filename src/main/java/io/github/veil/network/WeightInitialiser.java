/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Draws the weights of a graph from a generator of the caller, so that the same generator gives the
 * same network whatever ND4J's own global generator does.
 */
final class WeightInitialiser {

  private static final double DCGAN_DEVIATION = 0.02;

  private WeightInitialiser() {}

  /**
   * Overwrites all weights; biases become what their layer says, 0 if nothing, gains of a
   * normalisation 1.
   */
  static void fill(ComputationGraph graph, RandomGenerator random, Initialisation rule) {
    for (int index : graph.topologicalSortOrder()) {
      var vertex = graph.getVertices()[index];
      if (vertex.hasLayer()) {
        for (Map.Entry<String, INDArray> entry : vertex.getLayer().paramTable().entrySet()) {
          fill(vertex.getLayer(), entry.getKey(), entry.getValue(), random, rule);
        }
      }
    }
  }

  private static void fill(
      Layer layer, String key, INDArray target, RandomGenerator random, Initialisation rule) {
    switch (key) {
      case "W" -> draw(target, random, deviation(layer, target, rule));
      case InstanceNorm.GAIN -> target.assign(1);
      default -> target.assign(bias(layer));
    }
  }

  private static double bias(Layer layer) {
    return layer.conf().getLayer() instanceof BaseLayer base ? base.getBiasInit() : 0;
  }

  private static double deviation(Layer layer, INDArray weights, Initialisation rule) {
    if (rule == Initialisation.DCGAN) {
      return DCGAN_DEVIATION;
    }
    IActivation activation = ((BaseLayer) layer.conf().getLayer()).getActivationFn();
    return Math.sqrt(gain(activation) / fanIn(layer, weights));
  }

  private static double gain(IActivation activation) {
    if (activation instanceof ActivationLReLU leaky) {
      return 2 / (1 + leaky.getAlpha() * leaky.getAlpha());
    }
    return activation instanceof ActivationReLU ? 2 : 1;
  }

  /** How many products add up in one output value, on average over an image's inside. */
  private static double fanIn(Layer layer, INDArray weights) {
    if (layer.conf().getLayer() instanceof Deconvolution2D deconv) {
      int stride = deconv.getStride()[0];
      boolean single = stride == 1 && deconv.getPadding()[0] == 0;
      double taps = single ? 1 : (double) weights.size(2) * weights.size(3) / (stride * stride);
      return weights.size(0) * taps;
    }
    if (layer.conf().getLayer() instanceof ConvolutionLayer) {
      return (double) weights.length() / weights.size(0);
    }
    return weights.size(0);
  }

  private static void draw(INDArray target, RandomGenerator random, double deviation) {
    float[] values = new float[Math.toIntExact(target.length())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    Ops.copy(values, target);
  }
}
