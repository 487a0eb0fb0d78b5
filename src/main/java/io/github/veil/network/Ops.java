/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMax;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMin;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Max;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The ND4J operations that networks are made of. Only this class and {@link ConvOps}, {@link
 * PoolOps} and {@link SumOps} name them. Every result goes to an array of the caller; nothing large
 * is allocated here. Arrays are NCHW and in row-major ('c') order, of one type (float, or double in
 * gradient checks).
 */
public final class Ops {

  /** Into how many parts arrays are divided for threads; ND4J divides them further. */
  private static final int PARTS = 2;

  /** Factors of a product and of what is there already. */
  private static final double[] ADD = {1, 1};

  private Ops() {}

  /** An array whose content is not defined yet, outside of all workspaces; the caller closes it. */
  public static INDArray allocate(DataType type, long... shape) {
    return Nd4j.createUninitializedDetached(type, 'c', shape);
  }

  /**
   * Copies values from the Java heap.
   *
   * @param target any array of the same length, filled in the order of its indices
   */
  public static void copy(float[] values, INDArray target) {
    try (INDArray copy = Nd4j.createFromArray(values)) {
      target.assign(copy.reshape(target.shape()));
    }
  }

  /** Whether Java computes with an array; that takes no scratch memory. */
  static boolean isHostFloat(INDArray x) {
    return Nd4j.getEnvironment().isCPU() && x.dataType() == DataType.FLOAT;
  }

  /** {@code c = a b}, for matrices or for batches of matrices (rank 3), each may be transposed. */
  static void matmul(INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray c) {
    OpCalls.call("matmul", list(a, b), list(c), transposeA ? 1 : 0, transposeB ? 1 : 0, 0);
  }

  /** {@code c += a b}, otherwise as {@link #matmul}. */
  static void addMatmul(
      INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray c) {
    OpCalls.call("matmul", list(a, b), list(c), ADD, transposeA ? 1 : 0, transposeB ? 1 : 0, 0);
  }

  /**
   * Adds a bias to every pixel.
   *
   * @param bias of length channels
   * @param x [batch, channels, …]
   */
  static void addBias(INDArray bias, INDArray x) {
    if (isHostFloat(x)) {
      HostBias.add(bias, x);
    } else {
      addBiasByNd4j(bias, x);
    }
  }

  static void addBiasByNd4j(INDArray bias, INDArray x) {
    long[] shape = new long[x.rank()];
    Arrays.fill(shape, 1);
    shape[1] = bias.length();
    x.addi(bias.reshape(shape));
  }

  /** Into how many parts, for threads, {@code size} equal things are divided. */
  static int parts(long size) {
    return size % PARTS == 0 ? PARTS : 1;
  }

  /** {@code z = max(z, slope z)} for a slope of 0 to 1. */
  static void leakyRelu(INDArray z, double slope, Scratch scratch) {
    if (isHostFloat(z)) {
      HostActivations.leakyRelu(z, (float) slope);
    } else {
      leakyReluByNd4j(z, slope, scratch);
    }
  }

  static void leakyReluByNd4j(INDArray z, double slope, Scratch scratch) {
    INDArray scaled = scratch.take(z.shape());
    z.muli(slope, scaled);
    Nd4j.exec(new Max(z, scaled, z));
  }

  /** Multiplies {@code g} by the slope of {@link #leakyRelu} that led to {@code activation}. */
  static void leakyReluBackward(INDArray activation, INDArray g, double slope, Scratch scratch) {
    if (isHostFloat(g)) {
      HostActivations.leakyReluBackward(activation, g, (float) slope);
    } else {
      leakyReluBackwardByNd4j(activation, g, slope, scratch);
    }
  }

  static void leakyReluBackwardByNd4j(
      INDArray activation, INDArray g, double slope, Scratch scratch) {
    INDArray slopes = scratch.take(g.shape());
    Nd4j.exec(new Step(activation, slopes, 0));
    if (slope > 0) {
      Nd4j.exec(new ScalarMax(slopes, null, slopes, slope));
    }
    g.muli(slopes);
  }

  static void tanh(INDArray z) {
    Nd4j.exec(new Tanh(z, z));
  }

  /** Multiplies {@code g} by 1 - activation^2. */
  static void tanhBackward(INDArray activation, INDArray g, Scratch scratch) {
    INDArray slopes = scratch.take(g.shape());
    activation.muli(activation, slopes);
    slopes.rsubi(1.0);
    g.muli(slopes);
  }

  /** Joins arrays along their second dimension. */
  public static void concat(INDArray[] parts, INDArray y) {
    OpCalls.call("concat", parts, list(y), 1);
  }

  /** {@code z = max(z, 0)}. */
  public static void relu(INDArray z) {
    Nd4j.exec(new ScalarMax(z, null, z, 0));
  }

  /**
   * Copies channels of every example.
   *
   * @param x [batch, c, …], the channels {@code from …}
   * @param y [batch, n, …], receives them in the channels {@code to …}
   * @param count number of channels
   */
  static void copyChannels(INDArray x, long from, INDArray y, long to, long count) {
    if (isHostFloat(x)) {
      int pixels = (int) (x.length() / (x.size(0) * x.size(1)));
      int length = (int) count * pixels;
      int fromStep = (int) x.size(1) * pixels;
      int toStep = (int) y.size(1) * pixels;
      HostImages.copyBlocks(x, (int) from * pixels, fromStep, y, (int) to * pixels, toStep, length);
    } else {
      copyChannelsByNd4j(x, from, y, to, count);
    }
  }

  static void copyChannelsByNd4j(INDArray x, long from, INDArray y, long to, long count) {
    channels(y, to, count).assign(channels(x, from, count));
  }

  private static INDArray channels(INDArray array, long from, long count) {
    INDArrayIndex[] index = new INDArrayIndex[array.rank()];
    Arrays.fill(index, NDArrayIndex.all());
    index[1] = NDArrayIndex.interval(from, from + count);
    return array.get(index);
  }

  /**
   * {@code z = x mask}, value by value.
   *
   * @param z may be {@code x}
   */
  static void multiply(INDArray x, INDArray mask, INDArray z) {
    if (isHostFloat(x)) {
      HostPass.run(2, (n, pieces) -> multiply(n, pieces), x, mask, z);
    } else {
      x.muli(mask, z);
    }
  }

  private static void multiply(int n, float[][] pieces) {
    float[] x = pieces[0];
    float[] mask = pieces[1];
    float[] z = pieces[2];
    for (int i = 0; i < n; i++) {
      z[i] = x[i] * mask[i];
    }
  }

  /**
   * Brings the channels of all examples together.
   *
   * @param x [batch, channels, …]
   * @param weights factors of the examples, [1, batch]; null for 1
   * @param y [channels, batch, pixels], receives {@code x} in that order times the weights
   */
  static void channelsFirst(INDArray x, INDArray weights, INDArray y) {
    if (isHostFloat(x)) {
      HostImages.channelsFirst(x, weights, y);
    } else {
      channelsFirstByNd4j(x, weights, y);
    }
  }

  static void channelsFirstByNd4j(INDArray x, INDArray weights, INDArray y) {
    y.assign(x.reshape(y.size(1), y.size(0), y.size(2)).permute(1, 0, 2));
    if (weights != null) {
      y.muli(weights.reshape(1, y.size(1), 1));
    }
  }

  /** Adds {@code x} to {@code sum}, value by value. */
  public static void add(INDArray x, INDArray sum) {
    addTimes(1, x, sum);
  }

  /** Adds {@code factor} times {@code x} to {@code sum}, value by value. */
  public static void addTimes(double factor, INDArray x, INDArray sum) {
    if (isHostFloat(x)) {
      float by = (float) factor;
      HostPass.run(1, (n, pieces) -> HostSums.add(n, by, pieces[0], pieces[1]), x, sum);
    } else {
      sum.addi(factor == 1 ? x : x.mul(factor));
    }
  }

  /** Sets every value to 0. */
  public static void clear(INDArray x) {
    if (isHostFloat(x)) {
      HostPass.run(0, (n, pieces) -> Arrays.fill(pieces[0], 0, n, 0), x);
    } else {
      x.assign(0);
    }
  }

  /** Divides every value by {@code divisor}. */
  public static void divide(INDArray x, double divisor) {
    if (isHostFloat(x)) {
      float by = (float) divisor;
      HostPass.run(0, (n, pieces) -> divide(n, pieces[0], by), x);
    } else {
      x.divi(divisor);
    }
  }

  private static void divide(int n, float[] values, float divisor) {
    for (int i = 0; i < n; i++) {
      values[i] /= divisor;
    }
  }

  /** Confines every parameter to [-limit, limit]. */
  public static void clip(INDArray parameters, double limit) {
    if (isHostFloat(parameters)) {
      float bound = (float) limit;
      HostPass.run(0, (n, pieces) -> clip(n, pieces[0], bound), parameters);
    } else {
      clipByNd4j(parameters, limit);
    }
  }

  private static void clip(int n, float[] values, float bound) {
    for (int i = 0; i < n; i++) {
      values[i] = Math.max(-bound, Math.min(bound, values[i]));
    }
  }

  static void clipByNd4j(INDArray parameters, double limit) {
    Nd4j.exec(new ScalarMax(parameters, null, parameters, -limit));
    Nd4j.exec(new ScalarMin(parameters, null, parameters, limit));
  }

  static INDArray[] list(INDArray... arrays) {
    return arrays;
  }
}
