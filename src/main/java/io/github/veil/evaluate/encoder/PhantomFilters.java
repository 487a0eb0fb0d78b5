/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.encoder;

import io.github.veil.core.Progress;
import io.github.veil.image.PlaneResampler;
import io.github.veil.patch.PatchSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * Learns an encoder layer by layer: the filters of a layer are the leading principal components of
 * the windows it sees (Chan et al. 2015, PCANet); each is scaled so that its response has unit
 * variance over the windows, and in the end each feature so that it has mean 0 and variance 1 over
 * the images.
 */
public final class PhantomFilters {

  private static final double SMALLEST_SPREAD = 1e-6;

  private PhantomFilters() {}

  /**
   * Learns from {@code images}: the same images give the same encoder.
   *
   * @return an encoder with the shape of the embedded one
   */
  public static ConvEncoder learn(PatchSource images) {
    PlaneResampler resampler = PlaneResampler.square(images.size(), ConvEncoder.SIZE);
    List<float[]> signals = new ArrayList<>();
    float[] patch = new float[images.channels() * images.size() * images.size()];
    for (int i = 0; i < images.count(); i++) {
      images.read(i, patch, 0);
      signals.add(resampler.resample(patch));
    }
    List<ConvLayer> layers = new ArrayList<>();
    int size = ConvEncoder.SIZE;
    for (int[] shape : ConvEncoder.SHAPES) {
      ConvLayer layer = principal(shape, signals, size);
      int before = size;
      signals.replaceAll(signal -> layer.apply(signal, before));
      size = layer.sizeAfter(size);
      layers.add(layer);
    }
    return standardised(layers, images);
  }

  private static ConvLayer principal(int[] shape, List<float[]> signals, int size) {
    int length = shape[0] * shape[0] * shape[1];
    ConvLayer empty = new ConvLayer(shape[1], shape[2], shape[0], new float[0][]);
    double[][] moments = new double[length][length];
    long windows = 0;
    for (float[] signal : signals) {
      float[][] seen = empty.windows(signal, size);
      windows += seen[0].length;
      IntStream.range(0, length).parallel().forEach(a -> accumulate(seen, a, moments[a]));
    }
    for (int a = 0; a < length; a++) {
      for (int b = 0; b <= a; b++) {
        moments[a][b] /= windows;
        moments[b][a] = moments[a][b];
      }
    }
    EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(moments, false));
    double[] values = eigen.getRealEigenvalues();
    int[] order =
        IntStream.range(0, length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -values[i]))
            .mapToInt(i -> i)
            .toArray();
    float[][] filters = new float[shape[2]][length];
    for (int o = 0; o < filters.length; o++) {
      double[] vector = eigen.getEigenvector(order[o]).toArray();
      double spread = Math.sqrt(Math.max(SMALLEST_SPREAD, values[order[o]]));
      for (int w = 0; w < length; w++) {
        filters[o][w] = (float) (vector[w] / spread);
      }
    }
    return new ConvLayer(shape[1], shape[2], shape[0], filters);
  }

  private static void accumulate(float[][] windows, int a, double[] moments) {
    for (int b = 0; b <= a; b++) {
      double sum = 0;
      for (int p = 0; p < windows[a].length; p++) {
        sum += windows[a][p] * windows[b][p];
      }
      moments[b] += sum;
    }
  }

  private static ConvEncoder standardised(List<ConvLayer> layers, PatchSource images) {
    float[] mean = new float[ConvEncoder.features()];
    float[] scale = new float[mean.length];
    Arrays.fill(scale, 1);
    double[][] rows = new ConvEncoder("raw", layers, mean, scale).encode(images, Progress.NONE);
    for (int f = 0; f < mean.length; f++) {
      double sum = 0;
      double squares = 0;
      for (double[] row : rows) {
        sum += row[f];
        squares += row[f] * row[f];
      }
      double average = sum / rows.length;
      double variance = squares / rows.length - average * average;
      mean[f] = (float) average;
      scale[f] = (float) (1 / Math.sqrt(Math.max(SMALLEST_SPREAD, variance)));
    }
    return new ConvEncoder("embedded encoder", layers, mean, scale);
  }
}
