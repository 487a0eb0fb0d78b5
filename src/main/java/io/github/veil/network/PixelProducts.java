/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution, and the transposed one, as products of matrices over the pixels of the whole
 * batch: [pixels, n] of the narrow image, [pixels, L] of the windows of the wide one, and the
 * weights [n, L]. In the middle of a U-Net there are millions of weights and few pixels: then this
 * reads and writes the weights once, which the library's convolutions do several times.
 */
final class PixelProducts {

  /** Beyond so many pixels the library's convolutions are as fast. */
  private static final long MOST_PIXELS = 32;

  /** With fewer weights there is nothing to save. */
  private static final long FEWEST_WEIGHTS = 1 << 19;

  private final WindowStep step;
  private final Workspace workspace;

  PixelProducts(WindowStep step) {
    this.step = step;
    this.workspace = step.workspace;
  }

  static boolean isCheaper(WindowStep step) {
    return step.windowsReachTheEdge()
        && step.batch() * step.positions() <= MOST_PIXELS
        && step.narrowChannels() * step.windowLength() >= FEWEST_WEIGHTS;
  }

  /** What a convolution does to {@code wide}, without bias. */
  void narrow(INDArray wide, INDArray narrow) {
    multiplyWindows(windows(wide), narrow);
  }

  /** What a transposed convolution does to {@code narrow}, without bias. */
  void widen(INDArray narrow, INDArray wide) {
    widenPixels(pixels(narrow), wide);
  }

  /** The weight gradient, and then {@link #narrow} of the gradient {@code wide}. */
  void narrowWithWeights(INDArray narrow, INDArray wide, INDArray gradient) {
    INDArray windows = windows(wide);
    writeWeights(pixels(narrow), windows);
    multiplyWindows(windows, gradient);
  }

  /** The weight gradient, and then {@link #widen} of the gradient {@code narrow}. */
  void widenWithWeights(INDArray narrow, INDArray wide, INDArray gradient) {
    INDArray pixels = pixels(narrow);
    writeWeights(pixels, windows(wide));
    widenPixels(pixels, gradient);
  }

  /** The weight gradient alone. */
  void weights(INDArray narrow, INDArray wide) {
    writeWeights(pixels(narrow), windows(wide));
  }

  private void writeWeights(INDArray pixels, INDArray windows) {
    INDArray target = step.weightGradient().reshape(step.narrowChannels(), step.windowLength());
    Ops.matmul(pixels, true, windows, false, target);
  }

  private void multiplyWindows(INDArray windows, INDArray narrow) {
    INDArray products = workspace.general().take(windows.size(0), step.narrowChannels());
    Ops.matmul(windows, false, step.weightMatrix(), true, products);
    perExample(narrow, step.narrowChannels()).assign(byExample(products));
  }

  private void widenPixels(INDArray pixels, INDArray wide) {
    INDArray products = workspace.left().take(pixels.size(0), step.windowLength());
    Ops.matmul(pixels, false, step.weightMatrix(), false, products);
    INDArray columns = columns();
    perExample(columns, step.windowLength()).assign(byExample(products));
    Ops.addColumns(columns, wide, step.window);
  }

  /** The narrow image pixel by pixel, [pixels, n]. */
  private INDArray pixels(INDArray narrow) {
    INDArray rows = workspace.right().take(step.batch() * step.positions(), step.narrowChannels());
    byExample(rows).assign(perExample(narrow, step.narrowChannels()));
    return rows;
  }

  /** The windows of the wide image, [pixels, L]. */
  private INDArray windows(INDArray wide) {
    INDArray columns = columns();
    Ops.columns(wide, columns, step.window);
    INDArray rows = workspace.left().take(step.batch() * step.positions(), step.windowLength());
    byExample(rows).assign(perExample(columns, step.windowLength()));
    return rows;
  }

  private INDArray columns() {
    int k = step.window.kernel();
    Signal narrow = step.narrowSignal();
    long channels = step.wideSignal().size(1);
    return workspace.columns().take(step.batch(), channels, k, k, narrow.size(2), narrow.size(3));
  }

  /** A view of [pixels, values] as [batch, values, positions]. */
  private INDArray byExample(INDArray rows) {
    return rows.reshape(step.batch(), step.positions(), rows.size(1)).permute(0, 2, 1);
  }

  private INDArray perExample(INDArray array, long values) {
    return array.reshape(step.batch(), values, step.positions());
  }
}
