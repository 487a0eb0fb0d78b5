/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution without activation: [batch, c, h, w] to [batch, n, rows, columns]. */
final class ConvStep extends WindowStep {

  /** From how many channels on products of short windows are faster than the library. */
  private static final long FEWEST_NARROW_CHANNELS = 32;

  private final Slices narrowImages = new Slices(1);

  ConvStep(Signal in, Signal out, Window window, Parameters parameters, Workspace workspace) {
    super(in, out, window, parameters, workspace);
  }

  @Override
  public void forward(boolean training) {
    if (isProduct()) {
      INDArray x = in.value().reshape(batch(), windowLength());
      INDArray y = out.value().reshape(batch(), narrowChannels());
      Ops.matmul(x, false, weightMatrix(), true, y);
      addBias(y);
    } else if (products() != null && products().narrowIsCheaper()) {
      products().narrow(in.value(), weights(), bias(), out.value());
    } else if (columnsAreCheaper()) {
      multiplyColumns();
    } else {
      INDArray[] x = inValues.of(in.value());
      INDArray[] y = outValues.of(out.value());
      INDArray w = weights();
      INDArray b = bias();
      OpTasks.each(x.length, i -> ConvOps.conv(x[i], w, b, y[i], window));
    }
  }

  /** Of a single image the library lays the windows out on all threads. */
  private boolean columnsAreCheaper() {
    return windowLength() <= LONGEST_COLUMNS
        && narrowChannels() >= FEWEST_NARROW_CHANNELS
        && batch() > 1;
  }

  /** For short windows: one product per example. */
  private void multiplyColumns() {
    INDArray w = weightMatrix();
    INDArray[] results = narrowImages.of(out.value());
    examples()
        .each(
            in.value(),
            out.value(),
            (task, i, narrow, windows) -> {
              Ops.matmul(w, false, windows, false, narrow);
              addBias(results[i]);
            });
  }

  @Override
  void backwardToInput(boolean wantWeights) {
    if (isProduct()) {
      if (wantWeights) {
        writeWeightGradient();
      }
      INDArray dy = out.gradient().reshape(batch(), narrowChannels());
      in.receive(
          dx -> Ops.matmul(dy, false, weightMatrix(), false, dx.reshape(batch(), windowLength())));
    } else if (products() != null && (wantWeights || products().widenIsCheaper())) {
      INDArray dy = out.gradient();
      in.receive(
          wantWeights
              ? dx -> products().widenWithWeights(dy, in.value(), weights(), weightGradient(), dx)
              : dx -> products().widen(dy, weights(), dx));
      if (wantWeights) {
        writeBiasGradient();
      }
    } else if (wantWeights) {
      in.receive(dx -> sumParts(dw -> writeGradients(inGradients.of(dx), dw)));
      writeBiasGradient();
    } else if (windowsReachTheEdge()) {
      in.receive(this::writeInputGradient);
    } else {
      int parts = inValues.of(in.value()).length;
      in.receive(dx -> writeGradients(inGradients.of(dx), unused(parts, weights().shape())));
    }
  }

  private void writeInputGradient(INDArray whole) {
    INDArray[] dx = inGradients.of(whole);
    INDArray[] dy = outGradients.of(out.gradient());
    INDArray w = weights();
    OpTasks.each(dx.length, i -> ConvOps.deconv(dy[i], w, null, dx[i], window));
  }

  private void writeGradients(INDArray[] dx, INDArray[] dw) {
    INDArray[] x = inValues.of(in.value());
    INDArray[] dy = outGradients.of(out.gradient());
    INDArray w = weights();
    OpTasks.each(
        x.length, i -> ConvOps.convBackward(x[i], w, null, dy[i], dx[i], dw[i], null, window));
  }

  @Override
  ExampleGradient storedGradient(Workspace shared) {
    return windowsReachTheEdge() && SlicedExampleGradient.isCheaper(this)
        ? new SlicedExampleGradient(this, shared)
        : super.storedGradient(shared);
  }

  @Override
  Signal wideSignal() {
    return in;
  }

  @Override
  Signal narrowSignal() {
    return out;
  }

  @Override
  INDArray wide() {
    return in.value();
  }

  @Override
  INDArray narrow() {
    return out.gradient();
  }

  @Override
  INDArray[] wideParts() {
    return inValues.of(in.value());
  }

  @Override
  INDArray[] narrowParts() {
    return outGradients.of(out.gradient());
  }
}
