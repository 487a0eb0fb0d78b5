/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.image;

/**
 * Resizes planes by a separable triangle filter: bilinear when enlarging, with the filter widened
 * by the factor when reducing, so that nothing aliases. Pixels are areas: the corners of both
 * planes coincide. As {@code torch.nn.functional.interpolate(…, mode="bilinear", antialias=True)}.
 */
public final class PlaneResampler {

  private final Axis columns;
  private final Axis rows;

  /**
   * @param fromWidth width of the planes given, pixels
   * @param fromHeight height of the planes given
   * @param toWidth width of the planes wanted
   * @param toHeight height of the planes wanted
   */
  public PlaneResampler(int fromWidth, int fromHeight, int toWidth, int toHeight) {
    this.columns = Axis.of(fromWidth, toWidth);
    this.rows = Axis.of(fromHeight, toHeight);
  }

  /** For square planes. */
  public static PlaneResampler square(int from, int to) {
    return new PlaneResampler(from, from, to, to);
  }

  /**
   * @param plane row by row; may be longer
   * @return a new array, row by row
   */
  public float[] resample(float[] plane) {
    int width = columns.from;
    float[] stretched = new float[rows.to * width];
    for (int y = 0; y < rows.to; y++) {
      for (int j = 0; j < rows.weights[y].length; j++) {
        float weight = rows.weights[y][j];
        int source = (rows.first[y] + j) * width;
        for (int x = 0; x < width; x++) {
          stretched[y * width + x] += weight * plane[source + x];
        }
      }
    }
    float[] result = new float[rows.to * columns.to];
    for (int y = 0; y < rows.to; y++) {
      for (int x = 0; x < columns.to; x++) {
        float sum = 0;
        for (int j = 0; j < columns.weights[x].length; j++) {
          sum += columns.weights[x][j] * stretched[y * width + columns.first[x] + j];
        }
        result[y * columns.to + x] = sum;
      }
    }
    return result;
  }

  /** Which pixels of one axis, from {@code first} on, make each pixel of the other. */
  private record Axis(int from, int to, int[] first, float[][] weights) {

    static Axis of(int from, int to) {
      int[] first = new int[to];
      float[][] weights = new float[to][];
      double step = (double) from / to;
      double reach = Math.max(1, step);
      for (int i = 0; i < to; i++) {
        double centre = (i + 0.5) * step - 0.5;
        int low = Math.max(0, (int) Math.ceil(centre - reach));
        int high = Math.min(from - 1, (int) Math.floor(centre + reach));
        first[i] = low;
        weights[i] = triangle(low, high, centre, reach);
      }
      return new Axis(from, to, first, weights);
    }

    private static float[] triangle(int low, int high, double centre, double reach) {
      double sum = 0;
      for (int j = low; j <= high; j++) {
        sum += 1 - Math.abs(j - centre) / reach;
      }
      float[] weights = new float[high - low + 1];
      for (int j = low; j <= high; j++) {
        weights[j - low] = (float) ((1 - Math.abs(j - centre) / reach) / sum);
      }
      return weights;
    }
  }
}
