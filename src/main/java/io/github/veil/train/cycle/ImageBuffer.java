/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import io.github.veil.network.Ops;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Earlier translations that a critic is shown now and then, so that it does not forget them
 * (Shrivastava et al. 2017): until it is full every new image is kept and shown; then with
 * probability 1/2 an earlier one is shown and the new one takes its place.
 */
final class ImageBuffer implements AutoCloseable {

  private final INDArray images;
  private int count;

  /**
   * @param capacity images to keep, at least 1
   * @param length numbers of an image
   */
  ImageBuffer(int capacity, long length) {
    images = Ops.allocate(DataType.FLOAT, capacity, length);
    images.assign(0);
  }

  /**
   * Exchanges images.
   *
   * @param fresh [batch, …], the newest; replaced by those to be shown
   * @return whether any was replaced
   */
  boolean exchange(INDArray fresh, RandomGenerator random) {
    INDArray rows = fresh.reshape(fresh.size(0), images.size(1));
    boolean replaced = false;
    for (int i = 0; i < rows.size(0); i++) {
      INDArray row = row(rows, i);
      if (count < images.size(0)) {
        row(images, count++).assign(row);
      } else if (random.nextBoolean()) {
        INDArray kept = row(images, random.nextInt(count));
        INDArray shown = kept.dup();
        kept.assign(row);
        row.assign(shown);
        shown.close();
        replaced = true;
      }
    }
    return replaced;
  }

  private static INDArray row(INDArray rows, int index) {
    return rows.get(NDArrayIndex.interval(index, index + 1L), NDArrayIndex.all());
  }

  /** All images, [capacity, length]: the live array. */
  INDArray images() {
    return images;
  }

  /** How many images were kept so far. */
  int count() {
    return count;
  }

  /** Says how many of {@link #images} a checkpoint filled. */
  void restored(int saved) {
    count = saved;
  }

  @Override
  public void close() {
    images.close();
  }
}
