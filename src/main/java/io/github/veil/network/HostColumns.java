/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Lays the windows of images out as columns in host memory, as ND4J's im2col does in twice the
 * time.
 */
final class HostColumns {

  private final Window window;
  private final int height;
  private final int width;
  private final int rows;
  private final int columns;

  /**
   * @param height height of the images in pixels
   * @param width their width
   */
  HostColumns(Window window, long height, long width) {
    this.window = window;
    this.height = (int) height;
    this.width = (int) width;
    this.rows = (int) window.count(height);
    this.columns = (int) window.count(width);
  }

  /**
   * @param x [batch, channels, height, width], floats, row-major
   * @param target [batch, channels, k, k, rows of windows, columns of windows], floats, row-major
   */
  void write(INDArray x, INDArray target) {
    FloatBuffer from = HostMemory.view(x);
    FloatBuffer to = HostMemory.view(target);
    int channels = (int) x.size(1);
    IntStream.range(0, (int) x.size(0))
        .parallel()
        .forEach(example -> writeImages(from, to, example * channels, channels));
    HostMemory.written(target);
  }

  private void writeImages(FloatBuffer from, FloatBuffer to, int first, int count) {
    int p = window.padding();
    int paddedWidth = width + 2 * p;
    float[] padded = new float[(height + 2 * p) * paddedWidth];
    float[] pixels = new float[rows * columns];
    for (int image = first; image < first + count; image++) {
      for (int y = 0; y < height; y++) {
        from.get((image * height + y) * width, padded, (y + p) * paddedWidth + p, width);
      }
      int offsets = window.kernel() * window.kernel();
      for (int offset = 0; offset < offsets; offset++) {
        pick(padded, paddedWidth, offset, pixels);
        to.put((image * offsets + offset) * pixels.length, pixels);
      }
    }
  }

  /** The pixel at one offset of every window. */
  private void pick(float[] padded, int paddedWidth, int offset, float[] pixels) {
    int k = window.kernel();
    int stride = window.stride();
    int start = offset / k * paddedWidth + offset % k;
    for (int y = 0; y < rows; y++) {
      int source = start + y * stride * paddedWidth;
      for (int x = 0; x < columns; x++) {
        pixels[y * columns + x] = padded[source + x * stride];
      }
    }
  }
}
