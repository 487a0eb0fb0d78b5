/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;

/**
 * ND4J's update rules in Java, for arrays in host memory: one pass over memory, by loops that
 * Java's compiler vectorises, takes a third of the time of ND4J's updaters. Every value is computed
 * by itself, so that results do not depend on the number of threads.
 */
final class HostUpdate {

  /** What one task does; its arrays are made once. */
  private static final int CHUNK = 1 << 18;

  /** What is copied into the task's arrays at once: they stay in the cache. */
  private static final int PIECE = 1 << 12;

  /** Changes n parameters by n gradients, given n values of every running average. */
  @FunctionalInterface
  private interface Rule {
    void update(int n, int iteration, float[] g, float[][] averages, float[] p);
  }

  private final Rule rule;

  private HostUpdate(Rule rule) {
    this.rule = rule;
  }

  /**
   * @param updater RMSprop or Adam
   */
  static HostUpdate of(IUpdater updater) {
    if (updater instanceof RmsProp how) {
      return new HostUpdate((n, iteration, g, v, p) -> rmsProp(how, n, g, v[0], p));
    }
    Adam how = (Adam) updater;
    return new HostUpdate((n, iteration, g, a, p) -> adam(how, n, iteration, g, a[0], a[1], p));
  }

  /**
   * Takes a step.
   *
   * @param gradient n values, unchanged
   * @param state running averages, one after the other, n values each
   * @param params n values
   */
  void apply(INDArray gradient, INDArray state, INDArray params, int iteration) {
    FloatBuffer g = HostMemory.view(gradient);
    FloatBuffer s = HostMemory.view(state);
    FloatBuffer p = HostMemory.view(params);
    int n = p.limit();
    IntStream.range(0, (n + CHUNK - 1) / CHUNK)
        .parallel()
        .forEach(chunk -> updateChunk(g, s, p, chunk * CHUNK, iteration));
    HostMemory.written(state);
    HostMemory.written(params);
  }

  private void updateChunk(FloatBuffer g, FloatBuffer s, FloatBuffer p, int from, int iteration) {
    int total = p.limit();
    int end = Math.min(total, from + CHUNK);
    float[] gradient = new float[PIECE];
    float[] params = new float[PIECE];
    float[][] averages = new float[s.limit() / total][PIECE];
    for (int i = from; i < end; i += PIECE) {
      int n = Math.min(PIECE, end - i);
      g.get(i, gradient, 0, n);
      p.get(i, params, 0, n);
      for (int k = 0; k < averages.length; k++) {
        s.get(k * total + i, averages[k], 0, n);
      }
      rule.update(n, iteration, gradient, averages, params);
      p.put(i, params, 0, n);
      for (int k = 0; k < averages.length; k++) {
        s.put(k * total + i, averages[k], 0, n);
      }
    }
  }

  private static void rmsProp(RmsProp how, int n, float[] g, float[] v, float[] p) {
    float decay = (float) how.getRmsDecay();
    float rest = 1 - decay;
    float rate = (float) how.getLearningRate();
    float epsilon = (float) how.getEpsilon();
    for (int i = 0; i < n; i++) {
      v[i] = decay * v[i] + rest * g[i] * g[i];
    }
    for (int i = 0; i < n; i++) {
      p[i] -= rate * g[i] / ((float) Math.sqrt(v[i]) + epsilon);
    }
  }

  private static void adam(
      Adam how, int n, int iteration, float[] g, float[] m, float[] v, float[] p) {
    float beta1 = (float) how.getBeta1();
    float beta2 = (float) how.getBeta2();
    float rest1 = 1 - beta1;
    float rest2 = 1 - beta2;
    float epsilon = (float) how.getEpsilon();
    double bias1 = 1 - Math.pow(how.getBeta1(), iteration + 1);
    double bias2 = 1 - Math.pow(how.getBeta2(), iteration + 1);
    float rate = (float) (how.getLearningRate() * Math.sqrt(bias2) / bias1);
    for (int i = 0; i < n; i++) {
      m[i] = beta1 * m[i] + rest1 * g[i];
    }
    for (int i = 0; i < n; i++) {
      v[i] = beta2 * v[i] + rest2 * g[i] * g[i];
    }
    for (int i = 0; i < n; i++) {
      p[i] -= rate * m[i] / ((float) Math.sqrt(v[i]) + epsilon);
    }
  }
}
