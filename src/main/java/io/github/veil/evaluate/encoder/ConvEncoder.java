/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.encoder;

import io.github.veil.core.Progress;
import io.github.veil.core.RandomSource;
import io.github.veil.image.PlaneResampler;
import io.github.veil.patch.PatchSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Three layers of convolutions on the image at 64 x 64 pixels. Features: mean and standard
 * deviation of every channel of every layer (texture and structure at three scales), and the image
 * at 4 x 4 pixels (layout). Plain Java; safe for use by several threads.
 */
public final class ConvEncoder implements Encoder {

  /** Width to which patches are resampled. */
  static final int SIZE = 64;

  /** Window, inputs, outputs of each layer. */
  static final int[][] SHAPES = {{7, 1, 16}, {5, 16, 32}, {3, 32, 48}};

  private static final int THUMBNAIL = 4;
  private static final int CHUNK = 64;
  private static final String RESOURCE = "embedded-encoder.bin";

  private final String name;
  private final List<ConvLayer> layers;
  private final float[] mean;
  private final float[] scale;

  /**
   * @param mean subtracted from each feature
   * @param scale multiplied with each feature afterwards
   */
  ConvEncoder(String name, List<ConvLayer> layers, float[] mean, float[] scale) {
    this.name = name;
    this.layers = List.copyOf(layers);
    this.mean = mean.clone();
    this.scale = scale.clone();
  }

  /**
   * The default: filters and scale of the features learned without supervision on procedural
   * phantoms ({@link PhantomFilters}).
   */
  public static ConvEncoder embedded() {
    try (InputStream in = ConvEncoder.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IOException("Veil's jar has no " + RESOURCE + "; install it again.");
      }
      return EncoderFile.read("embedded encoder", in);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** Random filters of norm 1, features as they come: needs no data at all. */
  public static ConvEncoder random(long seed) {
    RandomGenerator random = RandomSource.seeded(seed).generator("encoder filters", 0);
    List<ConvLayer> layers =
        Arrays.stream(SHAPES).map(shape -> randomLayer(shape, random)).toList();
    float[] ones = new float[features()];
    Arrays.fill(ones, 1);
    return new ConvEncoder("random encoder", layers, new float[ones.length], ones);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int dimension() {
    return mean.length;
  }

  @Override
  public double[][] encode(PatchSource images, Progress progress) {
    PlaneResampler resampler = PlaneResampler.square(images.size(), SIZE);
    int length = images.channels() * images.size() * images.size();
    double[][] rows = new double[images.count()][];
    for (int done = 0; done < rows.length; done += CHUNK) {
      if (progress.isCanceled()) {
        throw new CancellationException("Encoding images was cancelled; there is no result.");
      }
      int end = Math.min(rows.length, done + CHUNK);
      IntStream.range(done, end)
          .parallel()
          .forEach(
              i -> {
                float[] patch = new float[length];
                images.read(i, patch, 0);
                rows[i] = standardised(resampler.resample(patch));
              });
      progress.report(end, rows.length, "Encoding images");
    }
    return rows;
  }

  List<ConvLayer> layers() {
    return layers;
  }

  float[] mean() {
    return mean.clone();
  }

  float[] scale() {
    return scale.clone();
  }

  /** Number of features of every encoder of this shape. */
  static int features() {
    return 2 * Arrays.stream(SHAPES).mapToInt(shape -> shape[2]).sum() + THUMBNAIL * THUMBNAIL;
  }

  private double[] standardised(float[] image) {
    double[] features = new double[mean.length];
    int next = 0;
    float[] signal = image;
    int size = SIZE;
    for (ConvLayer layer : layers) {
      signal = layer.apply(signal, size);
      size = layer.sizeAfter(size);
      for (int channel = 0; channel < layer.outputs(); channel++) {
        next = moments(signal, channel * size * size, size * size, features, next);
      }
    }
    for (float value : PlaneResampler.square(SIZE, THUMBNAIL).resample(image)) {
      features[next++] = value;
    }
    for (int f = 0; f < features.length; f++) {
      features[f] = (features[f] - mean[f]) * scale[f];
    }
    return features;
  }

  private static int moments(float[] signal, int from, int count, double[] features, int next) {
    double sum = 0;
    double squares = 0;
    for (int i = from; i < from + count; i++) {
      sum += signal[i];
      squares += (double) signal[i] * signal[i];
    }
    double mean = sum / count;
    features[next] = mean;
    features[next + 1] = Math.sqrt(Math.max(0, squares / count - mean * mean));
    return next + 2;
  }

  private static ConvLayer randomLayer(int[] shape, RandomGenerator random) {
    int length = shape[0] * shape[0] * shape[1];
    float[][] filters = new float[shape[2]][length];
    for (float[] filter : filters) {
      double norm = 0;
      for (int w = 0; w < length; w++) {
        filter[w] = (float) random.nextGaussian();
        norm += filter[w] * filter[w];
      }
      for (int w = 0; w < length; w++) {
        filter[w] /= (float) Math.sqrt(norm);
      }
    }
    return new ConvLayer(shape[1], shape[2], shape[0], filters);
  }
}
