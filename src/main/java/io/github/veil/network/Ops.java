/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.floating.Mean;
import org.nd4j.linalg.api.ops.impl.reduce.floating.Norm2;
import org.nd4j.linalg.api.ops.impl.reduce.same.Sum;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMax;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMin;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Max;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The ND4J operations that networks are made of, and the only class that names them. Every result
 * goes to an array of the caller; nothing large is allocated here. Arrays are NCHW and in row-major
 * ('c') order, of one type (float, or double in gradient checks).
 *
 * <p>Weights are in DL4J's own layout: {@code [out, in, k, k]} for a convolution, {@code [in, out,
 * k, k]} for a transposed one, so the same array serves a convolution and its adjoint.
 */
public final class Ops {

  private static final int MAX_PIECE = 1024;
  private static final int CORNERS = 4;

  /** Into how many parts arrays are divided for threads; ND4J divides them further. */
  private static final int PARTS = 2;

  /** Factors of a product and of what is there already. */
  private static final double[] ADD = {1, 1};

  /** From [batch, rows, columns, channels, k, k] to [batch, channels, k, k, rows, columns]. */
  private static final int[] COLUMNS_OF_ROWS = {0, 3, 4, 5, 1, 2};

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

  /** {@code y = conv(x, w) + b}; {@code b} may be null. */
  static void conv(INDArray x, INDArray w, INDArray b, INDArray y, Window window) {
    OpCalls.call("conv2d", b == null ? list(x, w) : list(x, w, b), list(y), spatial(window));
  }

  /**
   * {@code y = conv(x, w) + b} with a kernel of any height and width.
   *
   * @param top rows of zeros above and below the image
   * @param left columns of zeros on both sides
   */
  public static void conv(
      INDArray x, INDArray w, INDArray b, INDArray y, int stride, int top, int left) {
    int height = (int) w.size(2);
    int width = (int) w.size(3);
    OpCalls.call(
        "conv2d", list(x, w, b), list(y), height, width, stride, stride, top, left, 1, 1, 0, 0, 1);
  }

  /** Gradients of a convolution; {@code b} and {@code gb} are both null or both given. */
  static void convBackward(
      INDArray x,
      INDArray w,
      INDArray b,
      INDArray gy,
      INDArray gx,
      INDArray gw,
      INDArray gb,
      Window window) {
    OpCalls.call(
        "conv2d_bp",
        b == null ? list(x, w, gy) : list(x, w, b, gy),
        gb == null ? list(gx, gw) : list(gx, gw, gb),
        spatial(window));
  }

  /** The transposed convolution {@code y = deconv(x, w) + b}; {@code b} may be null. */
  static void deconv(INDArray x, INDArray w, INDArray b, INDArray y, Window window) {
    OpCalls.call("deconv2d", b == null ? list(x, w) : list(x, w, b), list(y), spatial(window));
  }

  /** Gradients of a transposed convolution, as {@link #convBackward}. */
  static void deconvBackward(
      INDArray x,
      INDArray w,
      INDArray b,
      INDArray gy,
      INDArray gx,
      INDArray gw,
      INDArray gb,
      Window window) {
    OpCalls.call(
        "deconv2d_bp",
        b == null ? list(x, w, gy) : list(x, w, b, gy),
        gb == null ? list(gx, gw) : list(gx, gw, gb),
        spatial(window));
  }

  /**
   * Lays the windows of an image out as columns.
   *
   * @param x [batch, channels, height, width]
   * @param columns [batch, channels, k, k, rows of windows, columns of windows]
   */
  static void columns(INDArray x, INDArray columns, Window w) {
    if (isHostFloat(x)) {
      new HostColumns(w, x.size(2), x.size(3)).write(x, columns);
    } else {
      columnsByNd4j(x, columns, w);
    }
  }

  static void columnsByNd4j(INDArray x, INDArray columns, Window w) {
    int k = w.kernel();
    int s = w.stride();
    int p = w.padding();
    OpCalls.call("im2col", list(x), list(columns), k, k, s, s, p, p, 1, 1, 0);
  }

  /**
   * Lays the windows of images out one after the other.
   *
   * @param x [batch, channels, height, width]
   * @param rows [batch, rows of windows, columns of windows, channels, k, k]
   */
  static void rows(INDArray x, INDArray rows, Window w, Scratch scratch) {
    if (isHostFloat(x)) {
      new HostRows(w, x.size(2), x.size(3)).write(x, rows);
    } else {
      rowsByNd4j(x, rows, w, scratch);
    }
  }

  static void rowsByNd4j(INDArray x, INDArray rows, Window w, Scratch scratch) {
    INDArray view = rows.permute(COLUMNS_OF_ROWS);
    INDArray columns = scratch.take(view.shape());
    columnsByNd4j(x, columns, w);
    view.assign(columns);
  }

  /**
   * The adjoint of {@link #rows}: adds the windows up where they overlap.
   *
   * @param rows [batch, rows of windows, columns of windows, channels, k, k]
   * @param x [batch, channels, height, width], receives the sums
   */
  static void addRows(INDArray rows, INDArray x, Window w, Scratch scratch) {
    if (isHostFloat(x)) {
      new HostRows(w, x.size(2), x.size(3)).add(rows, x);
    } else {
      addRowsByNd4j(rows, x, w, scratch);
    }
  }

  static void addRowsByNd4j(INDArray rows, INDArray x, Window w, Scratch scratch) {
    INDArray view = rows.permute(COLUMNS_OF_ROWS);
    INDArray columns = scratch.take(view.shape());
    columns.assign(view);
    int s = w.stride();
    int p = w.padding();
    int height = (int) x.size(2);
    int width = (int) x.size(3);
    OpCalls.call("col2im", list(columns), list(x), s, s, p, p, height, width, 1, 1, 0);
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
   * The weighted sum of rows.
   *
   * @param weights [1, rows]
   * @param x [rows, n]
   * @param result [1, n], receives the sum
   */
  static void sumRows(INDArray weights, INDArray x, INDArray result) {
    if (isHostFloat(x)) {
      HostSums.ofRows(weights, x, result);
    } else {
      sumRowsByNd4j(weights, x, result);
    }
  }

  static void sumRowsByNd4j(INDArray weights, INDArray x, INDArray result) {
    matmul(weights, false, x, false, result);
  }

  /** Into how many parts, for threads, {@code size} equal things are divided. */
  static int parts(long size) {
    return size % PARTS == 0 ? PARTS : 1;
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
    return isHostFloat(x) ? HostNorms.squared(x) : rowSquaredNormsByNd4j(x, scratch);
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
   * Sums images over all but the channels, as {@link #rowSums}.
   *
   * @param x [batch, channels, height, width]
   * @param result of length channels
   */
  static void channelSums(INDArray x, INDArray result, Workspace workspace) {
    long rows = x.size(0) * x.size(1);
    INDArray parts = partSums(x.reshape(rows, x.length() / rows), workspace);
    sum(parts.reshape(x.size(0), x.size(1), parts.size(1)), result.reshape(x.size(1)), 0, 2);
  }

  /** [rows, parts]: short parts, so that every sum is one thread's work and small. */
  private static INDArray partSums(INDArray x, Workspace workspace) {
    int piece = pieceLength(x.size(1));
    long count = x.length() / piece;
    INDArray sums = workspace.sums().take(count, 1);
    INDArray ones = workspace.ones().take(piece, 1);
    INDArray[] from = new Slices(count / parts(count)).of(x.reshape(count, piece));
    INDArray[] to = new Slices(count / parts(count)).of(sums);
    OpTasks.each(from.length, i -> matmul(from[i], false, ones, false, to[i]));
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

  /**
   * The largest of every 2 x 2 pixels. ND4J's own pooling takes four times as long.
   *
   * @param x [batch, channels, 2 h, 2 w]
   * @param y [batch, channels, h, w], receives the result
   */
  static void maxPool(INDArray x, INDArray y, Scratch scratch) {
    if (isHostFloat(x)) {
      HostImages.maxPool(x, y);
    } else {
      maxPoolByNd4j(x, y, scratch);
    }
  }

  static void maxPoolByNd4j(INDArray x, INDArray y, Scratch scratch) {
    y.assign(corner(x, 0));
    INDArray other = scratch.take(y.shape());
    for (int k = 1; k < CORNERS; k++) {
      other.assign(corner(x, k));
      Nd4j.exec(new Max(y, other, y));
    }
  }

  /**
   * The gradient of {@link #maxPool}: all of {@code gy} goes to the first of the largest pixels.
   *
   * @param gy gradient of {@code y}; may be overwritten
   * @param gx receives the gradient of {@code x}
   */
  static void maxPoolBackward(INDArray x, INDArray y, INDArray gy, INDArray gx, Scratch scratch) {
    if (isHostFloat(x)) {
      HostImages.maxPoolBackward(x, y, gy, gx);
    } else {
      maxPoolBackwardByNd4j(x, y, gy, gx, scratch);
    }
  }

  static void maxPoolBackwardByNd4j(
      INDArray x, INDArray y, INDArray gy, INDArray gx, Scratch scratch) {
    INDArray passedOn = scratch.take(y.shape());
    for (int k = 0; k < CORNERS - 1; k++) {
      passedOn.assign(corner(x, k));
      passedOn.rsubi(y);
      Nd4j.exec(new Step(passedOn, passedOn, 0));
      passedOn.muli(gy);
      gy.subi(passedOn);
      corner(gx, k).assign(gy);
      gy.assign(passedOn);
    }
    corner(gx, CORNERS - 1).assign(gy);
  }

  /**
   * Doubles an image by repeating every pixel.
   *
   * @param x [batch, channels, h, w]
   * @param y [batch, channels, 2 h, 2 w], receives the result
   */
  static void upsample(INDArray x, INDArray y) {
    if (isHostFloat(x)) {
      HostImages.upsample(x, y);
    } else {
      upsampleByNd4j(x, y);
    }
  }

  static void upsampleByNd4j(INDArray x, INDArray y) {
    for (int k = 0; k < CORNERS; k++) {
      corner(y, k).assign(x);
    }
  }

  /** The gradient of {@link #upsample}: sums over every 2 x 2 pixels. */
  static void upsampleBackward(INDArray x, INDArray gy, INDArray gx) {
    if (isHostFloat(gy)) {
      HostImages.upsampleBackward(gy, gx);
    } else {
      upsampleBackwardByNd4j(x, gy, gx);
    }
  }

  static void upsampleBackwardByNd4j(INDArray x, INDArray gy, INDArray gx) {
    OpCalls.call("upsampling2d_bp", list(x, gy), list(gx), 1);
  }

  /** The largest of every {@code kernel} x {@code kernel} pixels inside the image. */
  public static void maxPool(INDArray x, INDArray y, int kernel, int stride) {
    OpCalls.call(
        "maxpool2d", list(x), list(y), kernel, kernel, stride, stride, 0, 0, 1, 1, 0, 0, 0);
  }

  /**
   * The mean of the {@code kernel} x {@code kernel} pixels around every pixel, at the edges of
   * those inside the image.
   *
   * @param kernel odd
   */
  public static void averagePool(INDArray x, INDArray y, int kernel) {
    int p = kernel / 2;
    OpCalls.call("avgpool2d", list(x), list(y), kernel, kernel, 1, 1, p, p, 1, 1, 0, 0, 0);
  }

  /** Joins arrays along their second dimension. */
  public static void concat(INDArray[] parts, INDArray y) {
    OpCalls.call("concat", parts, list(y), 1);
  }

  /** Means over {@code dimensions} into {@code result}, whose rank is that of what is left. */
  public static void mean(INDArray x, INDArray result, int... dimensions) {
    Nd4j.exec(new Mean(x, result, false, dimensions));
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
  static void add(INDArray x, INDArray sum) {
    if (isHostFloat(x)) {
      HostPass.run(1, (n, pieces) -> HostSums.add(n, 1, pieces[0], pieces[1]), x, sum);
    } else {
      sum.addi(x);
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

  /** A view of every second pixel of every second row, from row k / 2 and column k % 2 on. */
  private static INDArray corner(INDArray image, int k) {
    INDArrayIndex all = NDArrayIndex.all();
    return image
        .reshape(image.size(0), image.size(1), image.size(2) / 2, 2, image.size(3) / 2, 2)
        .get(all, all, all, NDArrayIndex.point(k / 2), all, NDArrayIndex.point(k % 2));
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

  private static int[] spatial(Window w) {
    int k = w.kernel();
    int s = w.stride();
    int p = w.padding();
    return new int[] {k, k, s, s, p, p, 1, 1, 0, 0, 1};
  }

  private static INDArray[] list(INDArray... arrays) {
    return arrays;
  }
}
