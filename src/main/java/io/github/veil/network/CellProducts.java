/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * One example's weight gradient by products of its cells, see {@link HostCells}: for one thread.
 */
final class CellProducts implements ExampleProducts {

  private final HostCells cells;
  private final INDArray wide;
  private final INDArray narrow;
  private final INDArray products;
  private final INDArray row;
  private final INDArray[] factors;
  private final INDArray[] results;

  CellProducts(WindowStep step) {
    cells = new HostCells(step);
    long length = cells.cellLength();
    long n = step.narrowChannels();
    wide = Ops.allocate(DataType.FLOAT, cells.count(), length);
    narrow = Ops.allocate(DataType.FLOAT, n, cells.positions());
    products = Ops.allocate(DataType.FLOAT, cells.places() * n, length);
    row = products.reshape(1, products.length());
    results = new Slices(n).of(products);
    factors = new INDArray[cells.places()];
    for (int place = 0; place < factors.length; place++) {
      int first = cells.first(place);
      factors[place] =
          wide.get(NDArrayIndex.interval(first, first + cells.positions()), NDArrayIndex.all());
    }
  }

  @Override
  public INDArray multiply(INDArray x, INDArray y) {
    cells.writeCells(HostMemory.view(x), HostMemory.view(wide));
    cells.writeNarrow(HostMemory.view(y), HostMemory.view(narrow));
    for (int place = 0; place < factors.length; place++) {
      Ops.matmul(narrow, false, factors[place], false, results[place]);
    }
    return row;
  }

  @Override
  public void writeWeights(INDArray gradient, INDArray target) {
    cells.writeWeights(gradient, target);
  }

  @Override
  public void close() {
    wide.close();
    narrow.close();
    products.close();
  }
}
