/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import io.github.veil.core.RandomSource;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Random arrays and comparisons for tests. */
final class Arrays32 {

  private Arrays32() {}

  static RandomGenerator random(long seed) {
    return RandomSource.seeded(seed).generator("test", 0);
  }

  /** Fills any array with N(0, deviation^2), in row-major order. */
  static void fill(INDArray array, RandomGenerator random, double deviation) {
    INDArray flat = flat(array);
    for (long i = 0; i < flat.length(); i++) {
      flat.putScalar(i, deviation * random.nextGaussian());
    }
    array.assign(flat.reshape(array.shape()));
  }

  /** A row-major copy as a vector. */
  static INDArray flat(INDArray array) {
    return array.dup('c').reshape(array.length());
  }

  /** A row-major copy in double precision. */
  static INDArray inDouble(INDArray array) {
    return array.castTo(DataType.DOUBLE).dup('c');
  }

  /** |a - b| / |b|, of the flattened arrays. */
  static double relative(INDArray a, INDArray b) {
    INDArray left = flat(a);
    INDArray right = flat(b);
    double norm = right.norm2Number().doubleValue();
    return left.sub(right).norm2Number().doubleValue() / norm;
  }
}
