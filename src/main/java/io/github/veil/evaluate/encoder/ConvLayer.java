/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.encoder;

/**
 * A convolution without padding and with stride 2, then the absolute value (Jarrett et al. 2009).
 *
 * @param inputs input channels
 * @param outputs output channels
 * @param kernel width of the window
 * @param filters [output][input, y, x]
 */
record ConvLayer(int inputs, int outputs, int kernel, float[][] filters) {

  static final int STRIDE = 2;

  /** Width of the output for an input of width {@code size}. */
  int sizeAfter(int size) {
    return (size - kernel) / STRIDE + 1;
  }

  /**
   * @param input [inputs, size, size]
   * @return [outputs, sizeAfter, sizeAfter]
   */
  float[] apply(float[] input, int size) {
    int after = sizeAfter(size);
    float[] output = new float[outputs * after * after];
    float[][] windows = windows(input, size);
    for (int o = 0; o < outputs; o++) {
      float[] filter = filters[o];
      float[] sums = new float[after * after];
      for (int w = 0; w < filter.length; w++) {
        float weight = filter[w];
        float[] window = windows[w];
        for (int p = 0; p < sums.length; p++) {
          sums[p] += weight * window[p];
        }
      }
      for (int p = 0; p < sums.length; p++) {
        output[o * sums.length + p] = Math.abs(sums[p]);
      }
    }
    return output;
  }

  /** The value under each place of the window, for every position: [input, y, x][position]. */
  float[][] windows(float[] input, int size) {
    int after = sizeAfter(size);
    float[][] windows = new float[inputs * kernel * kernel][after * after];
    for (int w = 0; w < windows.length; w++) {
      int channel = w / (kernel * kernel);
      int dy = w / kernel % kernel;
      int dx = w % kernel;
      for (int y = 0; y < after; y++) {
        int source = (channel * size + y * STRIDE + dy) * size + dx;
        for (int x = 0; x < after; x++) {
          windows[w][y * after + x] = input[source + x * STRIDE];
        }
      }
    }
    return windows;
  }
}
