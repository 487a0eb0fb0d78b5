/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution, and the transposed one, as products of matrices over the pixels of the whole
 * batch: [n, pixels] of the narrow image, [pixels, L] of the windows of the wide one, and the
 * weights [n, L]. In the middle of a U-Net there are millions of weights and few pixels: then this
 * reads and writes the weights once, which the library's convolutions do several times.
 */
final class PixelProducts {

  /** Beyond so many pixels the library's transposed convolutions and gradients are as fast. */
  private static final long MOST_PIXELS = 1 << 11;

  /** Beyond so many pixels its convolutions are. */
  private static final long MOST_PIXELS_TO_NARROW = 512;

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
        && pixels(step) <= MOST_PIXELS
        && step.narrowChannels() * step.windowLength() >= FEWEST_WEIGHTS;
  }

  /** Whether {@link #narrow} by itself is cheaper too. */
  boolean narrowIsCheaper() {
    return pixels(step) <= MOST_PIXELS_TO_NARROW;
  }

  private static long pixels(WindowStep step) {
    return step.batch() * step.positions();
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
    Ops.matmul(pixels, false, windows, false, target);
  }

  private void multiplyWindows(INDArray windows, INDArray narrow) {
    INDArray products = workspace.general().take(step.narrowChannels(), windows.size(0));
    Ops.matmul(step.weightMatrix(), false, windows, true, products);
    byChannel(narrow).assign(products.reshape(byChannel(narrow).shape()));
  }

  private void widenPixels(INDArray pixels, INDArray wide) {
    INDArray products = workspace.left().take(pixels.size(1), step.windowLength());
    Ops.matmul(pixels, true, step.weightMatrix(), false, products);
    Ops.addRows(products.reshape(step.rowShape()), wide, step.window, workspace.columns());
  }

  /** The narrow image, [n, pixels]. */
  private INDArray pixels(INDArray narrow) {
    INDArray view = byChannel(narrow);
    INDArray rows = workspace.right().take(view.shape());
    rows.assign(view);
    return rows.reshape(step.narrowChannels(), pixels(step));
  }

  /** The windows of the wide image, [pixels, L]. */
  private INDArray windows(INDArray wide) {
    INDArray windows = workspace.left().take(step.rowShape());
    Ops.rows(wide, windows, step.window, workspace.columns());
    return windows.reshape(pixels(step), step.windowLength());
  }

  /** A view of the narrow image as [n, batch, positions]. */
  private INDArray byChannel(INDArray narrow) {
    return narrow.reshape(step.batch(), step.narrowChannels(), step.positions()).permute(1, 0, 2);
  }
}
