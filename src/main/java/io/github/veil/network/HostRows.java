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
    float[] padded = new float[channels * paddedLength()];
    float[] line = new float[columns * channels * values()];
    int[] places = places(channels);
    for (int example = first; example < end; example++) {
      for (int channel = 0; channel < channels; channel++) {
        for (int y = 0; y < height; y++) {
          int source = ((example * channels + channel) * height + y) * width;
          from.get(source, padded, inside(channel, y), width);
        }
      }
      for (int row = 0; row < rows; row++) {
        pick(padded, row, line, places);
        to.put((example * rows + row) * line.length, line);
      }
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
    float[] padded = new float[channels * paddedLength()];
    float[] line = new float[columns * channels * values()];
    int[] places = places(channels);
    for (int example = first; example < end; example++) {
      Arrays.fill(padded, 0);
      for (int row = 0; row < rows; row++) {
        from.get((example * rows + row) * line.length, line);
        add(line, row, padded, places);
      }
      for (int channel = 0; channel < channels; channel++) {
        for (int y = 0; y < height; y++) {
          int target = ((example * channels + channel) * height + y) * width;
          to.put(target, padded, inside(channel, y), width);
        }
      }
    }
  }

  /** How many pixels a window has. */
  private int values() {
    return window.kernel() * window.kernel();
  }

  private int paddedLength() {
    return (height + 2 * window.padding()) * paddedWidth;
  }

  /** Where row y of an image starts among the padded ones. */
  private int inside(int channel, int y) {
    int p = window.padding();
    return channel * paddedLength() + (y + p) * paddedWidth + p;
  }

  /** Where a window starts in a padded image. */
  private int corner(int row, int column) {
    return (row * paddedWidth + column) * window.stride();
  }

  /** All windows of one row. */
  private void pick(float[] padded, int row, float[] line, int[] places) {
    int target = 0;
    for (int column = 0; column < columns; column++) {
      int corner = corner(row, column);
      for (int i = 0; i < places.length; i++) {
        line[target + i] = padded[corner + places[i]];
      }
      target += places.length;
    }
  }

  private void add(float[] line, int row, float[] padded, int[] places) {
    int source = 0;
    for (int column = 0; column < columns; column++) {
      int corner = corner(row, column);
      for (int i = 0; i < places.length; i++) {
        padded[corner + places[i]] += line[source + i];
      }
      source += places.length;
    }
  }

  /** Where the values of a window in the corner are in a padded image. */
  private int[] places(int channels) {
    int k = window.kernel();
    int[] places = new int[channels * values()];
    for (int i = 0; i < places.length; i++) {
      int offset = i % values();
      places[i] = i / values() * paddedLength() + offset / k * paddedWidth + offset % k;
    }
    return places;
  }
}
