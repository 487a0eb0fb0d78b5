/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Lays the windows of images out as columns in host memory, as ND4J's im2col does in twice the
 * time, and adds them up again.
 */
final class HostColumns {

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
  HostColumns(Window window, long height, long width) {
    this.window = window;
    this.height = (int) height;
    this.width = (int) width;
    this.paddedWidth = this.width + 2 * window.padding();
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
    HostTasks.run(
        (int) x.size(0), (first, end) -> writeImages(from, to, first * channels, end * channels));
    HostMemory.written(target);
  }

  private void writeImages(FloatBuffer from, FloatBuffer to, int first, int end) {
    float[] padded = padded();
    float[] pixels = new float[rows * columns];
    for (int index = first; index < end; index++) {
      pad(from, index, padded);
      for (int offset = 0; offset < offsets(); offset++) {
        pick(padded, offset, pixels, 0);
        to.put((index * offsets() + offset) * pixels.length, pixels);
      }
    }
  }

  /**
   * As {@link #write}, but for products over the pixels of the whole batch.
   *
   * @param target [channels, k, k, batch, rows of windows, columns of windows], floats, row-major
   */
  void writeByChannel(INDArray x, INDArray target) {
    FloatBuffer from = HostMemory.view(x);
    FloatBuffer to = HostMemory.view(target);
    int batch = (int) x.size(0);
    int channels = (int) x.size(1);
    HostTasks.run(channels, (first, end) -> writeChannels(from, to, first, end, channels, batch));
    HostMemory.written(target);
  }

  private void writeChannels(
      FloatBuffer from, FloatBuffer to, int first, int end, int channels, int batch) {
    float[] padded = padded();
    float[] block = new float[offsets() * batch * rows * columns];
    for (int channel = first; channel < end; channel++) {
      for (int example = 0; example < batch; example++) {
        pad(from, example * channels + channel, padded);
        for (int offset = 0; offset < offsets(); offset++) {
          pick(padded, offset, block, (offset * batch + example) * rows * columns);
        }
      }
      to.put(channel * block.length, block);
    }
  }

  /**
   * The adjoint of {@link #writeByChannel}: adds the windows up where they overlap.
   *
   * @param windows as the other's target
   * @param x [batch, channels, height, width], receives the sums
   */
  void addByChannel(INDArray windows, INDArray x) {
    FloatBuffer from = HostMemory.view(windows);
    FloatBuffer to = HostMemory.view(x);
    int batch = (int) x.size(0);
    int channels = (int) x.size(1);
    HostTasks.run(channels, (first, end) -> addChannels(from, to, first, end, channels, batch));
    HostMemory.written(x);
  }

  private void addChannels(
      FloatBuffer from, FloatBuffer to, int first, int end, int channels, int batch) {
    float[] padded = padded();
    float[] block = new float[offsets() * batch * rows * columns];
    for (int channel = first; channel < end; channel++) {
      from.get(channel * block.length, block);
      for (int example = 0; example < batch; example++) {
        Arrays.fill(padded, 0);
        for (int offset = 0; offset < offsets(); offset++) {
          add(block, (offset * batch + example) * rows * columns, padded, offset);
        }
        for (int y = 0; y < height; y++) {
          to.put(((example * channels + channel) * height + y) * width, padded, inside(y), width);
        }
      }
    }
  }

  private int offsets() {
    return window.kernel() * window.kernel();
  }

  private float[] padded() {
    return new float[(height + 2 * window.padding()) * paddedWidth];
  }

  /** Where row y of the image starts in the padded one. */
  private int inside(int y) {
    return (y + window.padding()) * paddedWidth + window.padding();
  }

  private void pad(FloatBuffer from, int index, float[] padded) {
    for (int y = 0; y < height; y++) {
      from.get((index * height + y) * width, padded, inside(y), width);
    }
  }

  /** Where the pixel at one offset of the windows of row y starts in the padded image. */
  private int source(int offset, int y) {
    int k = window.kernel();
    return (offset / k + y * window.stride()) * paddedWidth + offset % k;
  }

  /** The pixel at one offset of every window. */
  private void pick(float[] padded, int offset, float[] pixels, int start) {
    int stride = window.stride();
    for (int y = 0; y < rows; y++) {
      int source = source(offset, y);
      int target = start + y * columns;
      for (int x = 0; x < columns; x++) {
        pixels[target + x] = padded[source + x * stride];
      }
    }
  }

  private void add(float[] pixels, int start, float[] padded, int offset) {
    int stride = window.stride();
    for (int y = 0; y < rows; y++) {
      int target = source(offset, y);
      int source = start + y * columns;
      for (int x = 0; x < columns; x++) {
        padded[target + x * stride] += pixels[source + x];
      }
    }
  }
}
