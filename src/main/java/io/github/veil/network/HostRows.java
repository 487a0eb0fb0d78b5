/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Lays the windows of images out one after the other, in host memory, and adds them up again. */
final class HostRows {

  private final Window window;
  private final int height;
  private final int width;
  private final int paddedWidth;
  private final int rows;
  private final int columns;

  /**
   * @param height height of the images in pixels
   * @param width their width
   */
  HostRows(Window window, long height, long width) {
    this.window = window;
    this.height = (int) height;
    this.width = (int) width;
    this.paddedWidth = this.width + 2 * window.padding();
    this.rows = (int) window.count(height);
    this.columns = (int) window.count(width);
  }

  /**
   * @param x [batch, channels, height, width], floats, row-major
   * @param target [batch, rows of windows, columns of windows, channels, k, k], floats, row-major
   */
  void write(INDArray x, INDArray target) {
    FloatBuffer from = HostMemory.view(x);
    FloatBuffer to = HostMemory.view(target);
    int channels = (int) x.size(1);
    HostTasks.run((int) x.size(0), (first, end) -> writeExamples(from, to, first, end, channels));
    HostMemory.written(target);
  }

  private void writeExamples(FloatBuffer from, FloatBuffer to, int first, int end, int channels) {
    int values = values();
    float[] padded = padded();
    float[] block = new float[rows * columns * channels * values];
    for (int example = first; example < end; example++) {
      for (int channel = 0; channel < channels; channel++) {
        pad(from, example * channels + channel, padded);
        for (int position = 0; position < rows * columns; position++) {
          pick(padded, position, block, (position * channels + channel) * values);
        }
      }
      to.put(example * block.length, block);
    }
  }

  /**
   * The adjoint of {@link #write}: adds the windows up where they overlap.
   *
   * @param windows as the other's target
   * @param x [batch, channels, height, width], receives the sums
   */
  void add(INDArray windows, INDArray x) {
    FloatBuffer from = HostMemory.view(windows);
    FloatBuffer to = HostMemory.view(x);
    int channels = (int) x.size(1);
    HostTasks.run((int) x.size(0), (first, end) -> addExamples(from, to, first, end, channels));
    HostMemory.written(x);
  }

  private void addExamples(FloatBuffer from, FloatBuffer to, int first, int end, int channels) {
    int values = values();
    float[] padded = padded();
    float[] block = new float[rows * columns * channels * values];
    for (int example = first; example < end; example++) {
      from.get(example * block.length, block);
      for (int channel = 0; channel < channels; channel++) {
        Arrays.fill(padded, 0);
        for (int position = 0; position < rows * columns; position++) {
          add(block, (position * channels + channel) * values, padded, position);
        }
        crop(padded, to, example * channels + channel);
      }
    }
  }

  /** How many pixels a window has. */
  private int values() {
    return window.kernel() * window.kernel();
  }

  private float[] padded() {
    return new float[(height + 2 * window.padding()) * paddedWidth];
  }

  private void crop(float[] padded, FloatBuffer to, int index) {
    for (int y = 0; y < height; y++) {
      to.put((index * height + y) * width, padded, inside(y), width);
    }
  }

  /** Where row y of the image starts in the padded one. */
  private int inside(int y) {
    return (y + window.padding()) * paddedWidth + window.padding();
  }

  /** Where a window starts in the padded image. */
  private int corner(int position) {
    int stride = window.stride();
    return position / columns * stride * paddedWidth + position % columns * stride;
  }

  private void pad(FloatBuffer from, int index, float[] padded) {
    for (int y = 0; y < height; y++) {
      from.get((index * height + y) * width, padded, inside(y), width);
    }
  }

  private void pick(float[] padded, int position, float[] block, int start) {
    int k = window.kernel();
    int source = corner(position);
    int target = start;
    for (int y = 0; y < k; y++) {
      for (int x = 0; x < k; x++) {
        block[target++] = padded[source + x];
      }
      source += paddedWidth;
    }
  }

  private void add(float[] block, int start, float[] padded, int position) {
    int k = window.kernel();
    int source = start;
    int target = corner(position);
    for (int y = 0; y < k; y++) {
      for (int x = 0; x < k; x++) {
        padded[target + x] += block[source++];
      }
      target += paddedWidth;
    }
  }
}
