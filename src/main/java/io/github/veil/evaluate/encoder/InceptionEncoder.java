/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.encoder;

import io.github.veil.core.Progress;
import io.github.veil.image.PlaneResampler;
import io.github.veil.network.HostMemory;
import io.github.veil.network.Threads;
import io.github.veil.network.inception.InceptionV3;
import io.github.veil.patch.PatchSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

/**
 * Inception-v3's pool3 with the user's weights. Images are resized to 299 x 299 by {@link
 * PlaneResampler} (bilinear when enlarging), and grey is repeated in all three colours; the range
 * of patches, -1 to 1, is the network's own. Not safe for use by several threads.
 */
public final class InceptionEncoder implements Encoder, AutoCloseable {

  private static final int BATCH = 4;

  private final InceptionV3 network;

  private InceptionEncoder(InceptionV3 network) {
    this.network = network;
  }

  /**
   * Reads the weights.
   *
   * @param file weights of {@code keras.applications.InceptionV3} in Keras' .h5 format
   * @throws IOException with a sentence for the user if the file does not hold them
   */
  public static InceptionEncoder open(Path file) throws IOException {
    return open(file, InceptionV3.FEATURES);
  }

  /** Also takes a network that is narrower by one factor. */
  static InceptionEncoder open(Path file, int features) throws IOException {
    return new InceptionEncoder(InceptionV3.open(file, features, BATCH));
  }

  @Override
  public String name() {
    return "Inception pool3";
  }

  @Override
  public String distance() {
    return "FID";
  }

  @Override
  public int dimension() {
    return network.features();
  }

  @Override
  public double[][] encode(PatchSource images, Progress progress) {
    Threads threads = new Threads();
    PlaneResampler resampler = PlaneResampler.square(images.size(), InceptionV3.SIZE);
    float[] patch = new float[images.channels() * images.size() * images.size()];
    float[] pixels = new float[(int) network.input().length()];
    double[][] rows = new double[images.count()][];
    for (int done = 0; done < rows.length; done += BATCH) {
      if (progress.isCanceled()) {
        throw new CancellationException("Encoding images was cancelled; there is no result.");
      }
      int count = Math.min(BATCH, rows.length - done);
      for (int i = 0; i < count; i++) {
        images.read(done + i, patch, 0);
        repeat(resampler.resample(patch), pixels, i);
      }
      HostMemory.write(pixels, 0, network.input());
      double[][] features = network.forward().toDoubleMatrix();
      System.arraycopy(features, 0, rows, done, count);
      threads.adapt();
      progress.report(done + count, rows.length, "Encoding images (" + name() + ")");
    }
    return rows;
  }

  private static void repeat(float[] grey, float[] pixels, int image) {
    for (int colour = 0; colour < InceptionV3.CHANNELS; colour++) {
      int start = (image * InceptionV3.CHANNELS + colour) * grey.length;
      System.arraycopy(grey, 0, pixels, start, grey.length);
    }
  }

  /** Frees the network. */
  @Override
  public void close() {
    network.close();
  }
}
