/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One step of an optimiser in Java, for arrays in host memory: one pass takes a third of the time
 * of ND4J's updaters.
 */
@FunctionalInterface
interface HostUpdate {

  /**
   * Changes n parameters p by n gradients g.
   *
   * @param averages n values of every running average
   */
  void update(int n, float[] g, float[] p, float[][] averages);

  /** v = decay v + (1 - decay) g^2, then p -= rate g / (sqrt(v) + epsilon). */
  static HostUpdate rmsProp(float decay, float rate, float epsilon) {
    float rest = 1 - decay;
    return (n, g, p, averages) -> {
      float[] v = averages[0];
      for (int i = 0; i < n; i++) {
        v[i] = decay * v[i] + rest * g[i] * g[i];
      }
      for (int i = 0; i < n; i++) {
        p[i] -= rate * g[i] / ((float) Math.sqrt(v[i]) + epsilon);
      }
    };
  }

  /**
   * m = decay1 m + (1 - decay1) g, v = decay2 v + (1 - decay2) g^2, then p -= rate m / (scale
   * sqrt(v) + epsilon).
   *
   * @param rate the learning rate, corrected for the bias of m; also for that of v where epsilon is
   *     added before that correction
   * @param scale 1 / sqrt(1 - decay2^t) where epsilon is added after that correction, 1 otherwise
   */
  static HostUpdate adam(float decay1, float decay2, float rate, float scale, float epsilon) {
    float rest1 = 1 - decay1;
    float rest2 = 1 - decay2;
    return (n, g, p, averages) -> {
      float[] m = averages[0];
      float[] v = averages[1];
      for (int i = 0; i < n; i++) {
        m[i] = decay1 * m[i] + rest1 * g[i];
      }
      for (int i = 0; i < n; i++) {
        v[i] = decay2 * v[i] + rest2 * g[i] * g[i];
      }
      for (int i = 0; i < n; i++) {
        p[i] -= rate * m[i] / ((float) Math.sqrt(v[i]) * scale + epsilon);
      }
    };
  }

  /**
   * Takes the step.
   *
   * @param gradient n values, unchanged
   * @param state running averages, one after the other, n values each
   * @param params n values
   */
  default void apply(INDArray gradient, INDArray state, INDArray params) {
    int n = (int) params.length();
    int count = (int) (state.length() / n);
    FloatBuffer averages = HostMemory.view(state);
    FloatBuffer[] arrays = new FloatBuffer[2 + count];
    arrays[0] = HostMemory.view(gradient);
    arrays[1] = HostMemory.view(params);
    for (int k = 0; k < count; k++) {
      arrays[2 + k] = averages.slice(k * n, n);
    }
    HostPass.run(1, this::updatePieces, arrays);
    HostMemory.written(state);
    HostMemory.written(params);
  }

  private void updatePieces(int n, float[][] pieces) {
    float[][] averages = new float[pieces.length - 2][];
    System.arraycopy(pieces, 2, averages, 0, averages.length);
    update(n, pieces[0], pieces[1], averages);
  }
}
