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
 * One example of a layer whose windows are made of cells, a stride high and wide, which they share
 * with their neighbours, in host memory. With the cells one after the other as rows of a matrix,
 * what all windows see at one place is consecutive rows of it: nothing need be laid out once per
 * place. For that the windows of a row are followed by places without a window, up to the number of
 * cells. With memory of its own: for one thread.
 */
final class HostCells {

  private final int stride;
  private final int padding;
  private final int height;
  private final int width;
  private final int channels;
  private final int narrowChannels;
  private final int rows;
  private final int columns;
  private final int reach;
  private final Planes image;
  private final float[] line;
  private final float[] narrow;
  private final float[] spread;

  /**
   * @param step its windows {@link WindowStep#isMadeOfCells are made of cells}
   */
  HostCells(WindowStep step) {
    Signal wide = step.wideSignal();
    stride = step.window.stride();
    padding = step.window.padding();
    channels = (int) wide.size(1);
    height = (int) wide.size(2);
    width = (int) wide.size(3);
    narrowChannels = (int) step.narrowChannels();
    rows = (int) step.narrowSignal().size(2);
    columns = (int) step.narrowSignal().size(3);
    reach = step.window.kernel() / stride;
    image = new Planes(channels, height * width);
    line = new float[across() * cellLength()];
    narrow = new float[rows * columns];
    spread = new float[positions()];
  }

  /** How many cells a row has. */
  private int across() {
    return columns + reach - 1;
  }

  /** Values of a cell. */
  int cellLength() {
    return stride * stride * channels;
  }

  /** How many cells a window has. */
  int places() {
    return reach * reach;
  }

  /** The number of the cell at a place of the first window. */
  int first(int place) {
    return place / reach * across() + place % reach;
  }

  /** How many windows there are, with the places without one. */
  int positions() {
    return rows * across();
  }

  /** Rows of the matrix of cells, with those that places without a window would see. */
  int count() {
    return first(places() - 1) + positions();
  }

  /**
   * Lays the cells out.
   *
   * @param wide [channels, height, width]
   * @param target [count, stride, stride, channels]
   */
  void writeCells(FloatBuffer wide, FloatBuffer target) {
    read(wide);
    int cells = rows + reach - 1;
    for (int row = 0; row < cells; row++) {
      pickCells(row, line);
      target.put(row * line.length, line);
    }
    Arrays.fill(line, 0);
    target.put(cells * line.length, line, 0, target.limit() - cells * line.length);
  }

  /** Takes an image, [channels, height, width]. */
  void read(FloatBuffer wide) {
    image.read(wide, 0, height * width, height * width);
  }

  /**
   * Writes the cells of a row of the image read last.
   *
   * @param target [cells, stride, stride, channels]; what is behind the row's cells is kept
   */
  void pickCells(int row, float[] target) {
    for (int down = 0; down < stride; down++) {
      pickRow(row * stride + down - padding, down * stride * channels, target);
    }
  }

  /** Picks a row of pixels, which the cells hold from {@code start} on. */
  private void pickRow(int y, int start, float[] target) {
    int from = start;
    for (int cell = 0; cell < across(); cell++) {
      for (int right = 0; right < stride; right++) {
        int x = cell * stride + right - padding;
        int to = from + right * channels;
        if (y >= 0 && y < height && x >= 0 && x < width) {
          image.getPixel(y * width + x, target, to);
        } else {
          Arrays.fill(target, to, to + channels, 0);
        }
      }
      from += cellLength();
    }
  }

  /**
   * Lays the narrow pixels out, with zeros where there is no window.
   *
   * @param from [narrowChannels, rows, columns]
   * @param target [narrowChannels, positions]
   */
  void writeNarrow(FloatBuffer from, FloatBuffer target) {
    for (int channel = 0; channel < narrowChannels; channel++) {
      from.get(channel * narrow.length, narrow);
      for (int row = 0; row < rows; row++) {
        System.arraycopy(narrow, row * columns, spread, row * across(), columns);
      }
      target.put(channel * spread.length, spread);
    }
  }

  /**
   * Brings a weight gradient into the order of the layer's.
   *
   * @param gradient [places, narrowChannels, stride, stride, channels]
   * @param weights [narrowChannels, channels, kernel, kernel]
   */
  void writeWeights(INDArray gradient, INDArray weights) {
    writeWeights(HostMemory.view(gradient), HostMemory.view(weights));
    HostMemory.written(weights);
  }

  private void writeWeights(FloatBuffer from, FloatBuffer target) {
    int kernel = reach * stride;
    HostTasks.run(
        narrowChannels,
        (first, end) -> {
          float[] cell = new float[cellLength()];
          float[] weights = new float[channels * kernel * kernel];
          for (int n = first; n < end; n++) {
            for (int place = 0; place < places(); place++) {
              from.get((place * narrowChannels + n) * cell.length, cell);
              int corner = (place / reach * kernel + place % reach) * stride;
              placeCell(cell, weights, corner);
            }
            target.put(n * weights.length, weights);
          }
        });
  }

  private void placeCell(float[] cell, float[] weights, int corner) {
    int kernel = reach * stride;
    int area = kernel * kernel;
    int from = 0;
    for (int down = 0; down < stride; down++) {
      for (int right = 0; right < stride; right++) {
        int to = corner + down * kernel + right;
        for (int channel = 0; channel < channels; channel++) {
          weights[to + channel * area] = cell[from++];
        }
      }
    }
  }
}
