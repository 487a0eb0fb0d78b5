/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.floating.Mean;
import org.nd4j.linalg.api.ops.impl.reduce.floating.Norm2;
import org.nd4j.linalg.api.ops.impl.reduce.same.Sum;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.factory.Nd4j;

/** Operations that sum over rows, channels or pixels: see {@link Ops}. */
public final class SumOps {

  private static final int MAX_PIECE = 1024;

  private SumOps() {}

  /**
   * The weighted sum of rows.
   *
   * @param weights [1, rows]
   * @param x [rows, n]
   * @param result [1, n], receives the sum
   */
  static void sumRows(INDArray weights, INDArray x, INDArray result) {
    if (Ops.isHostFloat(x)) {
      HostSums.ofRows(weights, x, result);
    } else {
      sumRowsByNd4j(weights, x, result);
    }
  }

  static void sumRowsByNd4j(INDArray weights, INDArray x, INDArray result) {
    Ops.matmul(weights, false, x, false, result);
  }

  /** Sums over {@code dimensions} into {@code result}, whose rank is that of what is left. */
  static void sum(INDArray x, INDArray result, int... dimensions) {
    Nd4j.exec(new Sum(x, result, false, dimensions));
  }

  /**
   * Squared Euclidean norm of every row of the matrix {@code x}. Rows are summed in short pieces in
   * the array's precision and then in double: a float sum over a million values would be off by
   * 1e-5 and more.
   */
  static double[] rowSquaredNorms(INDArray x, Scratch scratch) {
    return Ops.isHostFloat(x) ? HostNorms.squared(x) : rowSquaredNormsByNd4j(x, scratch);
  }

  static double[] rowSquaredNormsByNd4j(INDArray x, Scratch scratch) {
    int piece = pieceLength(x.size(1));
    INDArray parts = scratch.take(x.length() / piece);
    norms(x.reshape(x.length() / piece, piece), parts);
    double[] norms = parts.toDoubleVector();
    double[] squared = new double[(int) x.size(0)];
    int perRow = norms.length / squared.length;
    for (int i = 0; i < norms.length; i++) {
      squared[i / perRow] += norms[i] * norms[i];
    }
    return squared;
  }

  /**
   * Sums every row, by a matrix product: ND4J's own sum takes seven times as long.
   *
   * @param x [rows, n]
   * @param result of length rows
   */
  static void rowSums(INDArray x, INDArray result, Workspace workspace) {
    INDArray parts = partSums(x, workspace);
    if (parts.size(1) == 1) {
      result.assign(parts.reshape(result.shape()));
    } else {
      sum(parts, result.reshape(x.size(0)), 1);
    }
  }

  /**
   * Sums every row, the last steps in double precision, as {@link #rowSums}.
   *
   * @param x [rows, n]
   */
  static double[] rowTotals(INDArray x, Workspace workspace) {
    INDArray parts = partSums(x, workspace);
    double[] totals = new double[(int) x.size(0)];
    double[] values = parts.reshape(parts.length()).toDoubleVector();
    int perRow = values.length / totals.length;
    for (int i = 0; i < values.length; i++) {
      totals[i / perRow] += values[i];
    }
    return totals;
  }

  /**
   * Sums images over all but the channels.
   *
   * @param x [batch, channels, height, width]
   * @param result of length channels
   */
  static void channelSums(INDArray x, INDArray result) {
    if (Ops.isHostFloat(x)) {
      HostSums.ofChannels(x, result);
    } else {
      sum(x, result.reshape(x.size(1)), 0, 2, 3);
    }
  }

  /** [rows, parts]: short parts, so that every sum is one thread's work and small. */
  private static INDArray partSums(INDArray x, Workspace workspace) {
    int piece = pieceLength(x.size(1));
    long count = x.length() / piece;
    INDArray sums = workspace.sums().take(count, 1);
    INDArray ones = workspace.ones().take(piece, 1);
    INDArray[] from = new Slices(count / Ops.parts(count)).of(x.reshape(count, piece));
    INDArray[] to = new Slices(count / Ops.parts(count)).of(sums);
    OpTasks.each(from.length, i -> Ops.matmul(from[i], false, ones, false, to[i]));
    return sums.reshape(x.size(0), count / x.size(0));
  }

  private static int pieceLength(long row) {
    int piece = (int) Math.min(row, MAX_PIECE);
    while (row % piece != 0) {
      piece--;
    }
    return piece;
  }

  private static void norms(INDArray x, INDArray result) {
    if (x.size(1) == 1) {
      result.assign(x.reshape(x.size(0)));
    } else {
      Nd4j.exec(new Norm2(x, result, false, 1));
    }
  }

  /**
   * Instance normalisation of every row: zero mean, unit variance.
   *
   * @param x [rows, pixels]
   * @param normalised receives the result, same shape
   * @param inverseDeviation [rows, 1], receives 1 / sqrt(variance + epsilon)
   */
  static void normaliseRows(
      INDArray x, INDArray normalised, INDArray inverseDeviation, double epsilon) {
    INDArray flat = inverseDeviation.reshape(inverseDeviation.length());
    Nd4j.exec(new Mean(x, flat, false, 1));
    x.subi(inverseDeviation, normalised);
    norms(normalised, flat);
    flat.muli(flat).divi(x.size(1)).addi(epsilon);
    Nd4j.exec(new Sqrt(flat, flat));
    flat.rdivi(1.0);
    normalised.muli(inverseDeviation);
  }

  /** Means over {@code dimensions} into {@code result}, whose rank is that of what is left. */
  public static void mean(INDArray x, INDArray result, int... dimensions) {
    Nd4j.exec(new Mean(x, result, false, dimensions));
  }
}
