/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.encoder;

/**
 * Resizes square images by a separable triangle filter: bilinear when enlarging, with the filter
 * widened by the factor when reducing, so that nothing aliases.
 */
final class Resampler {

  private final int from;
  private final int to;
  private final int[] first;
  private final float[][] weights;

  /**
   * @param from width of the images given
   * @param to width of the images wanted
   */
  Resampler(int from, int to) {
    this.from = from;
    this.to = to;
    this.first = new int[to];
    this.weights = new float[to][];
    double step = (double) from / to;
    double reach = Math.max(1, step);
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * step - 0.5;
      int low = Math.max(0, (int) Math.ceil(centre - reach));
      int high = Math.min(from - 1, (int) Math.floor(centre + reach));
      first[i] = low;
      weights[i] = new float[high - low + 1];
      double sum = 0;
      for (int j = low; j <= high; j++) {
        sum += 1 - Math.abs(j - centre) / reach;
      }
      for (int j = low; j <= high; j++) {
        weights[i][j - low] = (float) ((1 - Math.abs(j - centre) / reach) / sum);
      }
    }
  }

  /**
   * @param image row by row, from * from values; may be longer
   * @return a new array of to * to values
   */
  float[] resample(float[] image) {
    float[] rows = new float[to * from];
    for (int y = 0; y < to; y++) {
      for (int j = 0; j < weights[y].length; j++) {
        float weight = weights[y][j];
        int source = (first[y] + j) * from;
        for (int x = 0; x < from; x++) {
          rows[y * from + x] += weight * image[source + x];
        }
      }
    }
    float[] result = new float[to * to];
    for (int y = 0; y < to; y++) {
      for (int x = 0; x < to; x++) {
        float sum = 0;
        for (int j = 0; j < weights[x].length; j++) {
          sum += weights[x][j] * rows[y * from + first[x] + j];
        }
        result[y * to + x] = sum;
      }
    }
    return result;
  }
}
