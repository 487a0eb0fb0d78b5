/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.nio.FloatBuffer;
import java.util.Arrays;

/** The narrow image of a window layer as tiles. With memory of its own: for one thread. */
final class NarrowTiles {

  private static final int POINTS = Tiling.POINTS;

  private final Tiling tiling;
  private final int outputs;
  private final LinearMap map;
  private final LinearMap adjoint;
  private final int area;
  private final Planes image;
  private final int line;

  /** Lines of products, [point across][point down]. */
  private final float[][][] products;

  /** [output down][point across] */
  private final float[][][] half;

  /** [output across] */
  private final float[][] pixels;

  private final float[][] column;
  private final float[] bias;

  NarrowTiles(Tiling tiling) {
    this.tiling = tiling;
    this.outputs = tiling.outputs();
    this.map = tiling.ofProducts();
    this.adjoint = map.transposed();
    this.area = tiling.rows() * tiling.columns();
    this.image = new Planes(tiling.narrowChannels(), area);
    this.line = tiling.across() * tiling.narrowChannels();
    this.products = new float[POINTS][POINTS][line];
    this.half = new float[outputs][POINTS][line];
    this.pixels = new float[outputs][line];
    this.column = new float[outputs][];
    this.bias = new float[line];
  }

  /**
   * Adds a value per channel to the images written from now on.
   *
   * @param first index of the first channel's
   */
  void setBias(FloatBuffer values, int first) {
    int n = tiling.narrowChannels();
    for (int start = 0; start < line; start += n) {
      values.get(first, bias, start, n);
    }
  }

  /**
   * Writes the image that products give.
   *
   * @param source [products, all tiles, n]
   * @param firstTile the image's first tile among all
   * @param narrow [images, n, rows, columns]
   */
  void write(FloatBuffer source, int firstTile, int allTiles, FloatBuffer narrow, int index) {
    for (int down = 0; down < tiling.down(); down++) {
      int tile = firstTile + down * tiling.across();
      for (int j = 0; j < POINTS; j++) {
        for (int i = 0; i < POINTS; i++) {
          source.get(place(i, j, allTiles, tile), products[j][i]);
        }
        for (int u = 0; u < outputs; u++) {
          map.write(u, products[j], half[u][j], line);
        }
      }
      for (int u = 0; u < outputs && down * outputs + u < tiling.rows(); u++) {
        map.write(half[u], pixels, line);
        writeRow(down * outputs + u);
      }
    }
    image.write(narrow, index * tiling.narrowChannels() * area, area, area);
  }

  private void writeRow(int y) {
    for (float[] values : pixels) {
      HostSums.add(line, 1, bias, values);
    }
    for (int x = 0; x < tiling.columns(); x++) {
      image.setPixel(y * tiling.columns() + x, pixels[x % outputs], pixel(x));
    }
  }

  /**
   * The adjoint of {@link #write}, without bias.
   *
   * @param factor what the image is multiplied by
   */
  void read(
      FloatBuffer narrow,
      int index,
      float factor,
      FloatBuffer target,
      int firstTile,
      int allTiles) {
    image.read(narrow, index * tiling.narrowChannels() * area, area, area);
    for (int down = 0; down < tiling.down(); down++) {
      for (int u = 0; u < outputs; u++) {
        readRow(down * outputs + u, factor);
        adjoint.write(pixels, half[u], line);
      }
      int tile = firstTile + down * tiling.across();
      for (int j = 0; j < POINTS; j++) {
        for (int u = 0; u < outputs; u++) {
          column[u] = half[u][j];
        }
        for (int i = 0; i < POINTS; i++) {
          adjoint.write(i, column, products[j][i], line);
          target.put(place(i, j, allTiles, tile), products[j][i]);
        }
      }
    }
  }

  private void readRow(int y, float factor) {
    boolean isInside = y < tiling.rows();
    if (!isInside || tiling.columns() < tiling.across() * outputs) {
      for (float[] values : pixels) {
        Arrays.fill(values, 0);
      }
    }
    for (int x = 0; isInside && x < tiling.columns(); x++) {
      image.getPixel(y * tiling.columns() + x, pixels[x % outputs], pixel(x));
    }
    if (factor != 1) {
      for (float[] values : pixels) {
        scale(values, factor);
      }
    }
  }

  private static void scale(float[] values, float factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
  }

  private int pixel(int x) {
    return x / outputs * tiling.narrowChannels();
  }

  private int place(int i, int j, int allTiles, int tile) {
    return ((i * POINTS + j) * allTiles + tile) * tiling.narrowChannels();
  }
}
