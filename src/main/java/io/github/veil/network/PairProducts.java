/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One example's weight gradient in a layer whose windows are two cells high and wide ({@link
 * HostCells}), by minimal filtering (Winograd 1980) in tiles of two windows by two. Along an axis
 * the gradient that windows n0 and n1 have over cells c0, c1 and c2 is n0 c0 + n1 c1 at the first
 * place of a window, which is (n0 + n1) c1 + n0 (c0 - c1), and n0 c1 + n1 c2 at the second, which
 * is (n0 + n1) c1 + n1 (c2 - c1): 3 products instead of 4, and 9 instead of 16 along both axes.
 */
final class PairProducts implements ExampleProducts {

  /** Products along an axis. */
  static final int POINTS = 3;

  private static final int PRODUCTS = POINTS * POINTS;

  /** Values that are added at once: as many as stay in the processor's first cache. */
  private static final int PIECE = 1 << 9;

  /** Along an axis: from products to the places of a window. */
  private static final LinearMap MAP = new LinearMap(new float[] {1, 1, 0}, new float[] {0, 1, 1});

  private static final int PLACES = 2;

  private final HostCells cells;
  private final CellPairs wide;
  private final PixelPairs narrow;
  private final INDArray wideTiles;
  private final INDArray narrowTiles;
  private final INDArray products;
  private final INDArray gradient;
  private final INDArray[] left;
  private final INDArray[] right;
  private final INDArray[] results;

  /** [point across][point down] */
  private final float[][][] pieces = new float[POINTS][POINTS][PIECE];

  /** [place down][point across] */
  private final float[][][] half = new float[PLACES][POINTS][PIECE];

  private final float[] sum = new float[PIECE];

  /**
   * @param step its windows {@link #covers are two cells high and wide}
   */
  PairProducts(WindowStep step) {
    cells = new HostCells(step);
    int height = (int) step.narrowSignal().size(2);
    int width = (int) step.narrowSignal().size(3);
    int down = (height + 1) / 2;
    int across = (width + 1) / 2;
    long tiles = (long) down * across;
    long n = step.narrowChannels();
    long length = cells.cellLength();
    wide = new CellPairs(cells, down, across);
    narrow = new PixelPairs((int) n, height, width);
    wideTiles = Ops.allocate(DataType.FLOAT, PRODUCTS * tiles, length);
    narrowTiles = Ops.allocate(DataType.FLOAT, PRODUCTS * n, tiles);
    products = Ops.allocate(DataType.FLOAT, PRODUCTS * n, length);
    gradient = Ops.allocate(DataType.FLOAT, 1, cells.places() * n * length);
    right = new Slices(tiles).of(wideTiles);
    left = new Slices(n).of(narrowTiles);
    results = new Slices(n).of(products);
  }

  /** Whether a layer's windows are two cells high and wide. */
  static boolean covers(WindowStep step) {
    return step.isMadeOfCells() && step.window.kernel() == PLACES * step.window.stride();
  }

  @Override
  public INDArray multiply(INDArray x, INDArray y) {
    wide.write(HostMemory.view(x), HostMemory.view(wideTiles));
    narrow.write(HostMemory.view(y), HostMemory.view(narrowTiles));
    for (int i = 0; i < PRODUCTS; i++) {
      Ops.matmul(left[i], false, right[i], false, results[i]);
    }
    addProducts(HostMemory.view(products), HostMemory.view(gradient));
    return gradient;
  }

  /**
   * @param from [point down, point across, n, cell]
   * @param to [place down, place across, n, cell]
   */
  private void addProducts(FloatBuffer from, FloatBuffer to) {
    int length = from.limit() / PRODUCTS;
    for (int start = 0; start < length; start += PIECE) {
      int count = Math.min(PIECE, length - start);
      for (int j = 0; j < POINTS; j++) {
        for (int i = 0; i < POINTS; i++) {
          from.get((i * POINTS + j) * length + start, pieces[j][i], 0, count);
        }
        for (int e = 0; e < PLACES; e++) {
          MAP.write(e, pieces[j], half[e][j], count);
        }
      }
      for (int e = 0; e < PLACES; e++) {
        for (int f = 0; f < PLACES; f++) {
          MAP.write(f, half[e], sum, count);
          to.put((e * PLACES + f) * length + start, sum, 0, count);
        }
      }
    }
  }

  @Override
  public void writeWeights(INDArray sums, INDArray target) {
    cells.writeWeights(sums, target);
  }

  @Override
  public void close() {
    wideTiles.close();
    narrowTiles.close();
    products.close();
    gradient.close();
  }
}
