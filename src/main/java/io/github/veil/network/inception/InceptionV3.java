/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network.inception;

import io.github.veil.core.Require;
import io.github.veil.network.Engine;
import java.io.IOException;
import java.nio.file.Path;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Inception-v3 up to the mean of its last block, known as pool3, for a fixed batch size. Batch
 * normalisation is folded into the convolutions. Not safe for use by several threads.
 */
public final class InceptionV3 implements AutoCloseable {

  /** Width and height of the input. */
  public static final int SIZE = 299;

  /** Colours of the input. */
  public static final int CHANNELS = 3;

  /** Features of the published network. */
  public static final int FEATURES = 2048;

  private final Tape tape;
  private final INDArray input;
  private final INDArray output;

  private InceptionV3(Tape tape, INDArray input, INDArray output) {
    this.tape = tape;
    this.input = input;
    this.output = output;
  }

  /**
   * Builds the network with the weights in a file, and starts ND4J for it.
   *
   * @param file weights of {@code keras.applications.InceptionV3} in Keras' .h5 format
   * @param features {@link #FEATURES}; less for a network whose layers are narrower by one factor
   * @param batch images per pass
   * @throws IOException with a sentence for the user if the file does not hold such a network
   */
  public static InceptionV3 open(Path file, int features, int batch) throws IOException {
    InceptionWeights weights = InceptionWeights.read(file);
    Engine.start();
    Tape tape = new Tape();
    try {
      INDArray input = tape.array(batch, CHANNELS, SIZE, SIZE);
      INDArray output = tape.mean(new InceptionLayers(tape, weights.convolutions()).of(input));
      Require.that(
          output.size(1) == features,
          "it gives %d features instead of %d",
          output.size(1),
          features);
      return new InceptionV3(tape, input, output);
    } catch (IllegalArgumentException e) {
      tape.close();
      throw InceptionWeights.refused(file, e.getMessage(), e);
    }
  }

  /** [batch, 3, 299, 299], -1 to 1; the caller fills it. */
  public INDArray input() {
    return input;
  }

  /** Number of features. */
  public int features() {
    return (int) output.size(1);
  }

  /**
   * Computes the features of {@link #input}.
   *
   * @return [batch, features], overwritten by the next pass
   */
  public INDArray forward() {
    tape.run();
    return output;
  }

  /** Frees all arrays. */
  @Override
  public void close() {
    tape.close();
  }
}
