/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * ND4J's convolutions and the windows of images that they work on: see {@link Ops}. Weights are in
 * DL4J's own layout: {@code [out, in, k, k]} for a convolution, {@code [in, out, k, k]} for a
 * transposed one, so the same array serves a convolution and its adjoint.
 */
public final class ConvOps {

  /** From [batch, rows, columns, channels, k, k] to [batch, channels, k, k, rows, columns]. */
  private static final int[] COLUMNS_OF_ROWS = {0, 3, 4, 5, 1, 2};

  private ConvOps() {}

  /** {@code y = conv(x, w) + b}; {@code b} may be null. */
  static void conv(INDArray x, INDArray w, INDArray b, INDArray y, Window window) {
    call("conv2d", x, w, b, y, window);
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
        "conv2d",
        Ops.list(x, w, b),
        Ops.list(y),
        height,
        width,
        stride,
        stride,
        top,
        left,
        1,
        1,
        0,
        0,
        1);
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
    callBackward("conv2d_bp", x, w, b, gy, gx, gw, gb, window);
  }

  /** The transposed convolution {@code y = deconv(x, w) + b}; {@code b} may be null. */
  static void deconv(INDArray x, INDArray w, INDArray b, INDArray y, Window window) {
    call("deconv2d", x, w, b, y, window);
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
    callBackward("deconv2d_bp", x, w, b, gy, gx, gw, gb, window);
  }

  /**
   * Lays the windows of an image out as columns.
   *
   * @param x [batch, channels, height, width]
   * @param columns [batch, channels, k, k, rows of windows, columns of windows]
   */
  static void columnsByNd4j(INDArray x, INDArray columns, Window w) {
    int k = w.kernel();
    int s = w.stride();
    int p = w.padding();
    OpCalls.call("im2col", Ops.list(x), Ops.list(columns), k, k, s, s, p, p, 1, 1, 0);
  }

  /**
   * Lays the windows of images out one after the other.
   *
   * @param x [batch, channels, height, width]
   * @param rows [batch, rows of windows, columns of windows, channels, k, k]
   */
  static void rows(INDArray x, INDArray rows, Window w, Scratch scratch) {
    if (Ops.isHostFloat(x)) {
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
    if (Ops.isHostFloat(x)) {
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
    OpCalls.call("col2im", Ops.list(columns), Ops.list(x), s, s, p, p, height, width, 1, 1, 0);
  }

  private static void call(
      String name, INDArray x, INDArray w, INDArray b, INDArray y, Window window) {
    OpCalls.call(
        name, b == null ? Ops.list(x, w) : Ops.list(x, w, b), Ops.list(y), spatial(window));
  }

  private static void callBackward(
      String name,
      INDArray x,
      INDArray w,
      INDArray b,
      INDArray gy,
      INDArray gx,
      INDArray gw,
      INDArray gb,
      Window window) {
    OpCalls.call(
        name,
        b == null ? Ops.list(x, w, gy) : Ops.list(x, w, b, gy),
        gb == null ? Ops.list(gx, gw) : Ops.list(gx, gw, gb),
        spatial(window));
  }

  private static int[] spatial(Window w) {
    int k = w.kernel();
    int s = w.stride();
    int p = w.padding();
    return new int[] {k, k, s, s, p, p, 1, 1, 0, 0, 1};
  }
}
