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
final class PixelProducts implements WindowProducts {

  /** Beyond so many pixels the library's gradients are as fast. */
  private static final long MOST_PIXELS = 1 << 11;

  /** With fewer weights per pixel its convolutions are. */
  private static final long WEIGHTS_PER_PIXEL_TO_NARROW = 1 << 11;

  /** With fewer weights per pixel the library's transposed convolutions are as fast alone. */
  private static final long WEIGHTS_PER_PIXEL_TO_WIDEN = 1 << 13;

  /** With fewer weights there is nothing to save. */
  private static final long FEWEST_WEIGHTS = 1 << 19;

  private final WindowStep step;
  private final Workspace workspace;
  private final Slices images;
  private final Slices pixelGroups;
  private final Slices windowGroups;

  PixelProducts(WindowStep step) {
    this.step = step;
    this.workspace = step.workspace;
    this.images = new Slices(examplesAtOnce());
    this.pixelGroups = new Slices(step.narrowChannels());
    this.windowGroups = new Slices(pixelsAtOnce());
  }

  static boolean isCheaper(WindowStep step) {
    return step.windowsReachTheEdge()
        && pixels(step) <= MOST_PIXELS
        && weights(step) >= FEWEST_WEIGHTS;
  }

  @Override
  public boolean narrowIsCheaper() {
    return weights(step) >= WEIGHTS_PER_PIXEL_TO_NARROW * pixels(step);
  }

  @Override
  public boolean widenIsCheaper() {
    return weights(step) >= WEIGHTS_PER_PIXEL_TO_WIDEN * pixels(step);
  }

  private static long weights(WindowStep step) {
    return step.narrowChannels() * step.windowLength();
  }

  private static long pixels(WindowStep step) {
    return step.batch() * step.positions();
  }

  @Override
  public void narrow(INDArray wide, INDArray weights, INDArray bias, INDArray narrow) {
    multiplyWindows(step.layOutWindows(wide), matrix(weights), narrow);
    if (bias != null) {
      Ops.addBias(bias, narrow);
    }
  }

  @Override
  public void widen(INDArray narrow, INDArray weights, INDArray wide) {
    INDArray matrix = matrix(weights);
    INDArray[] parts = images.of(narrow);
    long n = step.narrowChannels();
    INDArray all = workspace.general().take(parts.length * n, pixelsAtOnce());
    INDArray[] pixels = pixelGroups.of(all);
    INDArray products = workspace.left().take(pixels(step), step.windowLength());
    INDArray[] windows = windowGroups.of(products);
    OpTasks.each(
        parts.length,
        i -> {
          INDArray view = byChannel(parts[i]);
          pixels[i].reshape(view.shape()).assign(view);
          Ops.matmul(pixels[i], true, matrix, false, windows[i]);
        });
    INDArray rows = workspace.left().take(step.rowShape());
    ConvOps.addRows(rows, wide, step.window, workspace.columns());
  }

  @Override
  public void narrowWithWeights(
      INDArray narrow, INDArray wide, INDArray weights, INDArray toWeights, INDArray toNarrow) {
    INDArray windows = step.layOutWindows(wide);
    step.writeWeights(step.layOutPixels(narrow, null), windows, toWeights);
    multiplyWindows(windows, matrix(weights), toNarrow);
  }

  @Override
  public void widenWithWeights(
      INDArray narrow, INDArray wide, INDArray weights, INDArray toWeights, INDArray toWide) {
    weights(narrow, wide, null, toWeights);
    widen(narrow, weights, toWide);
  }

  @Override
  public void weights(INDArray narrow, INDArray wide, INDArray factors, INDArray toWeights) {
    step.writeWeights(step.layOutPixels(narrow, factors), step.layOutWindows(wide), toWeights);
  }

  private INDArray matrix(INDArray weights) {
    return weights.reshape(step.narrowChannels(), step.windowLength());
  }

  private void multiplyWindows(INDArray windows, INDArray matrix, INDArray narrow) {
    long n = step.narrowChannels();
    INDArray[] right = windowGroups.of(windows);
    INDArray products = workspace.general().take(right.length * n, pixelsAtOnce());
    INDArray[] result = pixelGroups.of(products);
    INDArray[] target = images.of(narrow);
    OpTasks.each(
        right.length,
        i -> {
          Ops.matmul(matrix, false, right[i], true, result[i]);
          INDArray view = byChannel(target[i]);
          view.assign(result[i].reshape(view.shape()));
        });
  }

  private long examplesAtOnce() {
    return step.batch() / Ops.parts(step.batch());
  }

  private long pixelsAtOnce() {
    return examplesAtOnce() * step.positions();
  }

  /** A view of the narrow image of some examples as [n, examples, positions]. */
  private INDArray byChannel(INDArray narrow) {
    return narrow.reshape(narrow.size(0), step.narrowChannels(), step.positions()).permute(1, 0, 2);
  }
}
