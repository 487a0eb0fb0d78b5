/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Lays the windows of images out as columns in host memory, as ND4J's im2col does in three times
 * the time. Every row of the padded image is kept as one run per phase: the pixels that lie a
 * stride apart. What windows side by side see at one offset is then contiguous.
 */
final class HostColumns {

  /** Values of shorter rows of windows are picked one by one: calling for a copy takes longer. */
  private static final int SHORTEST_COPY = 32;

  /** Values that are picked at once: as many as stay in the processor's first cache. */
  private static final int MOST_PICKED = 1 << 12;

  private final Window window;
  private final int height;
  private final int width;
  private final int run;
  private final int rows;
  private final int columns;

  /** Channels that values are picked from at once. */
  private final int group;

  /**
   * Where each value of a group comes from in its channels, at whose end is a zero for what is
   * outside; null where rows of values are copied.
   */
  private final int[] sources;

  /**
   * @param height height of the images in pixels
   * @param width their width
   */
  HostColumns(Window window, long height, long width) {
    this.window = window;
    this.height = (int) height;
    this.width = (int) width;
    this.run = (this.width + 2 * window.padding() + window.stride() - 1) / window.stride();
    this.rows = (int) window.count(height);
    this.columns = (int) window.count(width);
    this.group = Math.max(1, MOST_PICKED / values());
    this.sources = columns < SHORTEST_COPY ? sources() : null;
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
        (int) x.size(0),
        (first, end) -> {
          if (sources == null) {
            copyImages(from, to, first * channels, end * channels);
          } else {
            pickImages(from, to, first * channels, end * channels);
          }
        });
    HostMemory.written(target);
  }

  private void pickImages(FloatBuffer from, FloatBuffer to, int first, int end) {
    int pixels = height * width;
    float[] images = new float[group * pixels + 1];
    float[] picked = new float[sources.length];
    for (int index = first; index < end; index += group) {
      int count = Math.min(group, end - index);
      from.get(index * pixels, images, 0, count * pixels);
      pick(images, picked, count * values());
      to.put(index * values(), picked, 0, count * values());
    }
  }

  private void pick(float[] images, float[] picked, int count) {
    for (int i = 0; i < count; i++) {
      picked[i] = images[sources[i]];
    }
  }

  private int[] sources() {
    int[] all = new int[group * values()];
    int outside = group * height * width;
    int target = 0;
    for (int channel = 0; channel < group; channel++) {
      int start = channel * height * width;
      for (int offset = 0; offset < offsets(); offset++) {
        int top = offset / window.kernel() - window.padding();
        int left = offset % window.kernel() - window.padding();
        for (int row = 0; row < rows; row++) {
          int y = top + row * window.stride();
          for (int column = 0; column < columns; column++) {
            int x = left + column * window.stride();
            boolean inside = y >= 0 && y < height && x >= 0 && x < width;
            all[target++] = inside ? start + y * width + x : outside;
          }
        }
      }
    }
    return all;
  }

  private void copyImages(FloatBuffer from, FloatBuffer to, int first, int end) {
    float[] image = new float[height * width];
    float[] padded = padded();
    float[] pixels = new float[rows * columns];
    for (int index = first; index < end; index++) {
      pad(from, index, image, padded);
      for (int offset = 0; offset < offsets(); offset++) {
        pick(padded, offset, pixels);
        to.put((index * offsets() + offset) * pixels.length, pixels);
      }
    }
  }

  private int offsets() {
    return window.kernel() * window.kernel();
  }

  /** Values that one channel of an image gives. */
  private int values() {
    return offsets() * rows * columns;
  }

  private float[] padded() {
    return new float[(height + 2 * window.padding()) * window.stride() * run];
  }

  private void pad(FloatBuffer from, int index, float[] image, float[] padded) {
    from.get(index * image.length, image);
    int stride = window.stride();
    for (int y = 0; y < height; y++) {
      for (int first = 0; first < Math.min(stride, width); first++) {
        int target = inside(y, first);
        int end = (y + 1) * width;
        for (int i = y * width + first; i < end; i += stride) {
          padded[target++] = image[i];
        }
      }
    }
  }

  /** Where the pixel (y, x) of the image is in the padded one. */
  private int inside(int y, int x) {
    return place(y + window.padding(), x + window.padding());
  }

  /** Where row y and column x of the padded image are kept. */
  private int place(int y, int x) {
    int stride = window.stride();
    return (y * stride + x % stride) * run + x / stride;
  }

  /** Where the pixel at one offset of the windows of row y starts in the padded image. */
  private int source(int offset, int y) {
    int k = window.kernel();
    return place(offset / k + y * window.stride(), offset % k);
  }

  /** The pixel at one offset of every window. */
  private void pick(float[] padded, int offset, float[] pixels) {
    for (int y = 0; y < rows; y++) {
      System.arraycopy(padded, source(offset, y), pixels, y * columns, columns);
    }
  }
}
