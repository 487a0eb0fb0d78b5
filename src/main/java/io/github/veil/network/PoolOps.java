/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Max;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Operations that make images smaller or larger: see {@link Ops}. */
public final class PoolOps {

  private static final int CORNERS = 4;

  private PoolOps() {}

  /**
   * The largest of every 2 x 2 pixels. ND4J's own pooling takes four times as long.
   *
   * @param x [batch, channels, 2 h, 2 w]
   * @param y [batch, channels, h, w], receives the result
   */
  static void maxPool(INDArray x, INDArray y, Scratch scratch) {
    if (Ops.isHostFloat(x)) {
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
    if (Ops.isHostFloat(x)) {
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
    if (Ops.isHostFloat(x)) {
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
    if (Ops.isHostFloat(gy)) {
      HostImages.upsampleBackward(gy, gx);
    } else {
      upsampleBackwardByNd4j(x, gy, gx);
    }
  }

  static void upsampleBackwardByNd4j(INDArray x, INDArray gy, INDArray gx) {
    OpCalls.call("upsampling2d_bp", Ops.list(x, gy), Ops.list(gx), 1);
  }

  /** The largest of every {@code kernel} x {@code kernel} pixels inside the image. */
  public static void maxPool(INDArray x, INDArray y, int kernel, int stride) {
    OpCalls.call(
        "maxpool2d", Ops.list(x), Ops.list(y), kernel, kernel, stride, stride, 0, 0, 1, 1, 0, 0, 0);
  }

  /**
   * The mean of the {@code kernel} x {@code kernel} pixels around every pixel, at the edges of
   * those inside the image.
   *
   * @param kernel odd
   */
  public static void averagePool(INDArray x, INDArray y, int kernel) {
    int p = kernel / 2;
    OpCalls.call("avgpool2d", Ops.list(x), Ops.list(y), kernel, kernel, 1, 1, p, p, 1, 1, 0, 0, 0);
  }

  /** A view of every second pixel of every second row, from row k / 2 and column k % 2 on. */
  private static INDArray corner(INDArray image, int k) {
    INDArrayIndex all = NDArrayIndex.all();
    return image
        .reshape(image.size(0), image.size(1), image.size(2) / 2, 2, image.size(3) / 2, 2)
        .get(all, all, all, NDArrayIndex.point(k / 2), all, NDArrayIndex.point(k % 2));
  }
}
