/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.core.RandomSource;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Against singular values by commons-math. */
class SpectralNormTest {

  private ComputationGraph critic;

  @BeforeEach
  void makeCritic() {
    RandomGenerator random = RandomSource.seeded(4).generator("weights", 0);
    critic = new GanArchitecture(32, 1, 8, 3, 4, 4, 16, Initialisation.HE, true).critic(random);
  }

  private static double norm(INDArray weights) {
    int rows = (int) weights.size(0);
    INDArray matrix = weights.reshape('c', rows, weights.length() / rows);
    double[][] values = matrix.toDoubleMatrix();
    return new SingularValueDecomposition(MatrixUtils.createRealMatrix(values)).getNorm();
  }

  private SpectralNorm bounded(double bound) {
    return new SpectralNorm(critic, bound, RandomSource.seeded(1).generator("start", 0));
  }

  @Test
  void apply_oftenEnough_bringsEveryLayerToTheBound() {
    try (SpectralNorm spectral = bounded(0.5)) {
      for (int i = 0; i < 200; i++) {
        spectral.apply();
      }
      int layers = 0;
      for (Layer layer : critic.getLayers()) {
        INDArray weights = layer.getParam("W");
        if (weights != null) {
          assertEquals(0.5, norm(weights), 2e-3, layer.conf().getLayer().getLayerName());
          layers++;
        }
      }
      assertTrue(layers >= 4, "all of the critic's layers: " + layers);
    }
  }

  @Test
  void apply_norms_belowTheBound_stay() {
    float[] before = critic.params().toFloatVector();
    try (SpectralNorm spectral = bounded(1e3)) {
      spectral.apply();
    }
    assertArrayEquals(before, critic.params().toFloatVector());
  }

  /** Adam and weight clipping change weights between calls; the iteration has to keep up. */
  @Test
  void apply_weightsThatMove_areFollowed() {
    RandomGenerator random = RandomSource.seeded(2).generator("moves", 0);
    INDArray weights = critic.params();
    try (SpectralNorm spectral = bounded(1)) {
      for (int step = 0; step < 300; step++) {
        for (long i = 0; i < weights.length(); i++) {
          weights.putScalar(i, weights.getFloat(i) + 1e-3 * random.nextGaussian());
        }
        spectral.apply();
      }
    }
    for (Layer layer : critic.getLayers()) {
      INDArray own = layer.getParam("W");
      if (own != null) {
        assertTrue(norm(own) < 1.02, "norm " + norm(own));
      }
    }
  }
}
