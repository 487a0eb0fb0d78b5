/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network.inception;

import io.github.veil.network.ConvOps;
import io.github.veil.network.Ops;
import io.github.veil.network.PoolOps;
import io.github.veil.network.SumOps;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network for inference only: each operation is noted once, with an output allocated for it, and
 * {@link #run} does them all. Arrays are [batch, channels, height, width].
 */
final class Tape implements AutoCloseable {

  private static final int POOL = 3;

  private final List<Runnable> operations = new ArrayList<>();
  private final Deque<INDArray> owned = new ArrayDeque<>();

  /** An array that lives as long as the tape. */
  INDArray array(long... shape) {
    INDArray array = Ops.allocate(DataType.FLOAT, shape);
    owned.push(array);
    return array;
  }

  /**
   * Notes a convolution and a ReLU.
   *
   * @param same whether zeros around the image keep its size (odd kernels, stride 1)
   */
  INDArray convolution(INDArray x, FoldedConvolution weights, int stride, boolean same) {
    int top = same ? weights.height() / 2 : 0;
    int left = same ? weights.width() / 2 : 0;
    INDArray kernel = array(weights.outputs(), weights.inputs(), weights.height(), weights.width());
    Ops.copy(weights.kernel(), kernel);
    INDArray bias = array(weights.outputs());
    Ops.copy(weights.bias(), bias);
    INDArray y =
        array(
            x.size(0),
            weights.outputs(),
            (x.size(2) + 2L * top - weights.height()) / stride + 1,
            (x.size(3) + 2L * left - weights.width()) / stride + 1);
    operations.add(
        () -> {
          ConvOps.conv(x, kernel, bias, y, stride, top, left);
          Ops.relu(y);
        });
    return y;
  }

  /** Notes maxima over 3 x 3 pixels, every second one. */
  INDArray maxPool(INDArray x) {
    INDArray y =
        array(x.size(0), x.size(1), (x.size(2) - POOL) / 2 + 1, (x.size(3) - POOL) / 2 + 1);
    operations.add(() -> PoolOps.maxPool(x, y, POOL, 2));
    return y;
  }

  /** Notes means over 3 x 3 pixels, at the edges over those inside the image. */
  INDArray averagePool(INDArray x) {
    INDArray y = array(x.shape());
    operations.add(() -> PoolOps.averagePool(x, y, POOL));
    return y;
  }

  /** Notes the joining of arrays along their channels. */
  INDArray concat(INDArray... parts) {
    long channels = 0;
    for (INDArray part : parts) {
      channels += part.size(1);
    }
    INDArray y = array(parts[0].size(0), channels, parts[0].size(2), parts[0].size(3));
    operations.add(() -> Ops.concat(parts, y));
    return y;
  }

  /** Notes the mean of every channel: [batch, channels]. */
  INDArray mean(INDArray x) {
    INDArray y = array(x.size(0), x.size(1));
    operations.add(() -> SumOps.mean(x, y, 2, 3));
    return y;
  }

  /** Does everything that was noted. */
  void run() {
    operations.forEach(Runnable::run);
  }

  /** Frees all arrays. */
  @Override
  public void close() {
    owned.forEach(INDArray::close);
    owned.clear();
  }
}
