/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network.inception;

/**
 * A convolution with the batch normalisation after it, as one: y = conv(x, kernel) + bias.
 *
 * @param name the convolution's name in the file, for messages
 * @param kernel [outputs, inputs, height, width]
 * @param bias [outputs]
 */
record FoldedConvolution(
    String name, int height, int width, int inputs, int outputs, float[] kernel, float[] bias) {

  /**
   * Folds what Keras keeps apart: gamma (conv(x, k) - mean) / sqrt(variance + epsilon) + beta.
   *
   * @param shape of the kernel: [height, width, inputs, outputs]
   * @param keras the kernel in that order
   * @param gamma null for 1
   */
  static FoldedConvolution of(
      String name,
      int[] shape,
      float[] keras,
      float[] gamma,
      float[] beta,
      float[] mean,
      float[] variance,
      double epsilon) {
    int outputs = shape[3];
    double[] factors = new double[outputs];
    float[] bias = new float[outputs];
    for (int o = 0; o < outputs; o++) {
      factors[o] = (gamma == null ? 1 : gamma[o]) / Math.sqrt(variance[o] + epsilon);
      bias[o] = (float) (beta[o] - mean[o] * factors[o]);
    }
    int perOutput = keras.length / outputs;
    int area = shape[0] * shape[1];
    float[] kernel = new float[keras.length];
    for (int i = 0; i < keras.length; i++) {
      int output = i % outputs;
      int input = i / outputs % shape[2];
      int place = i / outputs / shape[2];
      kernel[output * perOutput + input * area + place] = (float) (keras[i] * factors[output]);
    }
    return new FoldedConvolution(name, shape[0], shape[1], shape[2], outputs, kernel, bias);
  }

  /** The kernel's shape as Keras writes it. */
  String shape() {
    return shape(height, width, inputs, outputs);
  }

  static String shape(int height, int width, int inputs, int outputs) {
    return height + " x " + width + " x " + inputs + " x " + outputs;
  }
}
