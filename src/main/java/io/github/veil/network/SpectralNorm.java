/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import io.github.veil.core.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Keeps the spectral norms of a network's convolutions at or below a bound, so that its scores
 * cannot change faster than that with the image: Miyato et al. 2018 (arXiv:1802.05957), but by
 * projection of the weights after a step, as weight clipping does, and not by a reparametrisation.
 * The norm is that of a layer's weights as a matrix [out, in * k * k], found by one power iteration
 * per call that goes on from the last.
 *
 * <p>It looks at weights only: in private training it is post-processing and costs nothing.
 */
public final class SpectralNorm implements AutoCloseable {

  private static final String WEIGHTS = "W";
  private static final double TINY = 1e-12;

  private final double bound;
  private final List<INDArray> matrices = new ArrayList<>();
  private final List<INDArray> lefts = new ArrayList<>();
  private final INDArray state;

  /**
   * @param network a network whose convolutions are bounded; its weights are read at each call
   * @param bound largest spectral norm, greater than 0
   * @param random where the power iterations start
   */
  public SpectralNorm(ComputationGraph network, double bound, RandomGenerator random) {
    Require.positive(bound, "The bound of the spectral norm");
    this.bound = bound;
    long rows = 0;
    for (Layer layer : network.getLayers()) {
      INDArray weights = layer.getParam(WEIGHTS);
      if (weights != null && weights.rank() == 4) {
        matrices.add(weights.reshape('c', weights.size(0), weights.length() / weights.size(0)));
        rows += weights.size(0);
      }
    }
    state = Nd4j.createUninitialized(DataType.FLOAT, 1, rows);
    long start = 0;
    for (INDArray matrix : matrices) {
      long end = start + matrix.rows();
      lefts.add(state.get(NDArrayIndex.interval(0, 1), NDArrayIndex.interval(start, end)));
      start = end;
    }
    for (long i = 0; i < rows; i++) {
      state.putScalar(i, random.nextGaussian());
    }
    lefts.forEach(SpectralNorm::normalize);
  }

  /** Scales every layer down whose norm is above the bound. */
  public void apply() {
    for (int i = 0; i < matrices.size(); i++) {
      INDArray matrix = matrices.get(i);
      INDArray left = lefts.get(i);
      try (INDArray right = left.mmul(matrix)) {
        normalize(right);
        try (INDArray next = right.mmul(matrix.transpose())) {
          double norm = normalize(next);
          left.assign(next);
          if (norm > bound) {
            matrix.muli(bound / norm);
          }
        }
      }
    }
  }

  /** The vectors of the power iterations, [1, n]: what a checkpoint keeps. */
  public INDArray state() {
    return state;
  }

  private static double normalize(INDArray vector) {
    double norm = vector.norm2Number().doubleValue();
    vector.divi(Math.max(norm, TINY));
    return norm;
  }

  @Override
  public void close() {
    state.close();
  }
}
