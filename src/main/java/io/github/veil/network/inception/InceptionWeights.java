/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network.inception;

import io.github.veil.core.Require;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The weights of Inception-v3 from a file that Keras wrote (.h5: {@code save_weights} or a whole
 * model; the published ones with or without the classifier).
 *
 * @param convolutions in the order in which Keras creates them
 */
record InceptionWeights(List<FoldedConvolution> convolutions) {

  private static final String REMEDY =
      "give the weights of keras.applications.InceptionV3 as Keras' .h5 file, for instance"
          + " inception_v3_weights_tf_dim_ordering_tf_kernels_notop.h5.";

  private static final int COUNT = 94;
  private static final int RANK = 4;

  /** Keras' default, which Inception-v3 keeps. */
  private static final double EPSILON = 1e-3;

  InceptionWeights {
    convolutions = List.copyOf(convolutions);
  }

  /**
   * Reads a file.
   *
   * @throws IOException with a sentence for the user if it is no HDF5 file or lacks a layer
   */
  static InceptionWeights read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("There is no file \"" + file + "\"; " + REMEDY);
    }
    try (HdfFile hdf = new HdfFile(file)) {
      return of(new KerasLayers(hdf));
    } catch (IllegalArgumentException e) {
      throw refused(file, e.getMessage(), e);
    } catch (HdfException e) {
      throw refused(file, "it is no complete HDF5 file", e);
    }
  }

  /**
   * A sentence about what is wrong with {@code file}, and what to give instead.
   *
   * @param problem without capital and full stop
   */
  static IOException refused(Path file, String problem, Exception cause) {
    return new IOException(
        "\"%s\" does not hold Inception-v3: %s; %s".formatted(file, problem, REMEDY), cause);
  }

  private static InceptionWeights of(KerasLayers layers) {
    List<Group> kernels = layers.ofType("conv2d");
    List<Group> normalisations = layers.ofType("batch_normalization");
    requireAll(kernels, "convolutions (layers conv2d_…)");
    requireAll(normalisations, "normalisations (layers batch_normalization_…)");
    List<FoldedConvolution> convolutions = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      convolutions.add(folded(kernels.get(i), normalisations.get(i)));
    }
    return new InceptionWeights(convolutions);
  }

  private static void requireAll(List<Group> layers, String what) {
    Require.that(layers.size() == COUNT, "it has %d %s instead of %d", layers.size(), what, COUNT);
  }

  private static FoldedConvolution folded(Group convolution, Group normalisation) {
    Dataset kernel = KerasLayers.weights(convolution, "kernel");
    int[] shape = kernel.getDimensions();
    Require.that(
        shape.length == RANK,
        "layer %s has a kernel of %d axes",
        convolution.getName(),
        shape.length);
    return FoldedConvolution.of(
        convolution.getName(),
        shape,
        KerasLayers.floats(kernel),
        KerasLayers.find(normalisation, "gamma").map(g -> vector(g, shape[3])).orElse(null),
        vector(KerasLayers.weights(normalisation, "beta"), shape[3]),
        vector(KerasLayers.weights(normalisation, "moving_mean"), shape[3]),
        vector(KerasLayers.weights(normalisation, "moving_variance"), shape[3]),
        EPSILON);
  }

  private static float[] vector(Dataset weights, int length) {
    float[] values = KerasLayers.floats(weights);
    Require.that(
        values.length == length,
        "the weights %s are %d numbers instead of %d",
        weights.getPath(),
        values.length,
        length);
    return values;
  }
}
