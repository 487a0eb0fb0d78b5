/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a convolution and a transposed convolution share. Each joins a wide image [batch, c, h, w]
 * and a narrow one [batch, n, rows, columns] by windows of k x k wide pixels per narrow pixel: a
 * convolution leads from wide to narrow, a transposed one back. The weights are [n, c, k, k], and
 * their gradient is the sum over narrow pixels of (narrow pixel) x (wide window), where the values
 * come from the incoming side and the gradients from the outgoing one.
 */
abstract class WindowStep implements ParameterStep {

  final Signal in;
  final Signal out;
  final Window window;
  final Workspace workspace;
  private final Parameters parameters;
  private INDArray ones;

  WindowStep(Signal in, Signal out, Window window, Parameters parameters, Workspace workspace) {
    this.in = in;
    this.out = out;
    this.window = window;
    this.parameters = parameters;
    this.workspace = workspace;
  }

  abstract Signal wideSignal();

  abstract Signal narrowSignal();

  /** The wide factor of the weight gradient, [batch, c, h, w]. */
  abstract INDArray wide();

  /** The narrow factor of the weight gradient, [batch, n, rows, columns]. */
  abstract INDArray narrow();

  /** Everything but weights-only backward passes. */
  abstract void backwardToInput(boolean wantWeights);

  @Override
  public final void backward(boolean wantWeights, boolean wantInput) {
    if (wantInput) {
      backwardToInput(wantWeights);
    } else if (wantWeights) {
      writeWeightGradient();
    }
  }

  /** Whether one window covers the wide image exactly, so the step is a matrix product. */
  final boolean isProduct() {
    return window.padding() == 0
        && wideSignal().size(2) == window.kernel()
        && wideSignal().size(3) == window.kernel()
        && positions() == 1;
  }

  final long batch() {
    return in.size(0);
  }

  final long narrowChannels() {
    return narrowSignal().size(1);
  }

  /** Number of narrow pixels. */
  final long positions() {
    return narrowSignal().size(2) * narrowSignal().size(3);
  }

  /** Number of values in a wide window, c k^2. */
  final long windowLength() {
    return wideSignal().size(1) * window.kernel() * window.kernel();
  }

  final INDArray weights() {
    return parameters.value("W");
  }

  final INDArray bias() {
    return parameters.value("b");
  }

  final INDArray weightGradient() {
    return parameters.gradient("W");
  }

  final INDArray biasGradient() {
    return bias() == null ? null : parameters.gradient("b");
  }

  final INDArray weightMatrix() {
    return weights().reshape(narrowChannels(), windowLength());
  }

  /** Lays the windows of {@link #wide} out in {@code target}. */
  final INDArray columns(Scratch target) {
    int k = window.kernel();
    Signal narrow = narrowSignal();
    INDArray columns =
        target.take(batch(), wideSignal().size(1), k, k, narrow.size(2), narrow.size(3));
    Ops.columns(wide(), columns, window);
    return columns.reshape(batch(), windowLength(), positions());
  }

  /** Both gradients without the one of the input. */
  final void writeWeightGradient() {
    long n = narrowChannels();
    if (isProduct()) {
      INDArray target = weightGradient().reshape(n, windowLength());
      INDArray narrow = narrow().reshape(batch(), n);
      Ops.matmul(narrow, true, wide().reshape(batch(), windowLength()), false, target);
    } else {
      INDArray columns = columns(workspace.columns());
      INDArray products = workspace.right().take(batch(), n, windowLength());
      INDArray narrow = narrow().reshape(batch(), n, positions());
      Ops.matmul(narrow, false, columns, true, products);
      INDArray target = weightGradient().reshape(1, n * windowLength());
      Ops.matmul(ones(), false, products.reshape(batch(), n * windowLength()), false, target);
    }
    writeBiasGradient();
  }

  final void writeBiasGradient() {
    if (bias() != null) {
      INDArray target = biasGradient();
      Ops.sum(out.gradient(), target.reshape(target.length()), 0, 2, 3);
    }
  }

  private INDArray ones() {
    if (ones == null) {
      ones = Ops.allocate(weights().dataType(), 1, batch());
      ones.assign(1);
    }
    return ones;
  }

  @Override
  public final Parameters parameters() {
    return parameters;
  }

  @Override
  public final List<ExampleGradient> exampleGradients(Workspace shared) {
    List<ExampleGradient> parts = new ArrayList<>();
    if (isProduct()) {
      parts.add(
          new OuterExampleGradient(
              () -> narrow().reshape(batch(), narrowChannels()),
              () -> wide().reshape(batch(), windowLength()),
              () -> weightGradient().reshape(narrowChannels(), windowLength()),
              shared));
    } else if (GhostExampleGradient.isCheaper(positions(), windowLength(), narrowChannels())) {
      parts.add(new GhostExampleGradient(this, shared));
    } else {
      parts.add(storedGradient(shared));
    }
    if (bias() != null) {
      parts.add(new SumExampleGradient(out::gradient, this::biasGradient, shared));
    }
    return parts;
  }

  /** One that keeps the gradients of all examples. */
  ExampleGradient storedGradient(Workspace shared) {
    return new StoredExampleGradient(this, shared);
  }

  @Override
  public void close() {
    if (ones != null) {
      ones.close();
      ones = null;
    }
  }
}
