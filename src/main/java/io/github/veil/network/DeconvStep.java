/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A transposed convolution without activation: [batch, n, rows, columns] to [batch, c, h, w]. */
final class DeconvStep extends WindowStep {

  DeconvStep(Signal in, Signal out, Window window, Parameters parameters, Workspace workspace) {
    super(in, out, window, parameters, workspace);
  }

  @Override
  public void forward(boolean training) {
    if (isProduct()) {
      INDArray x = in.value().reshape(batch(), narrowChannels());
      INDArray y = out.value().reshape(batch(), windowLength());
      Ops.matmul(x, false, weightMatrix(), false, y);
      addBias(out.value());
    } else if (products() != null && products().widenIsCheaper()) {
      products().widen(in.value(), weights(), out.value());
      addBias(out.value());
    } else {
      INDArray[] x = inValues.of(in.value());
      INDArray[] y = outValues.of(out.value());
      INDArray w = weights();
      INDArray b = bias();
      OpTasks.each(x.length, i -> ConvOps.deconv(x[i], w, b, y[i], window));
    }
  }

  @Override
  void backwardToInput(boolean wantWeights) {
    if (isProduct()) {
      if (wantWeights) {
        writeWeightGradient();
      }
      INDArray dy = out.gradient().reshape(batch(), windowLength());
      in.receive(
          dx -> Ops.matmul(dy, false, weightMatrix(), true, dx.reshape(batch(), narrowChannels())));
    } else if (products() != null && (wantWeights || products().narrowIsCheaper())) {
      INDArray dy = out.gradient();
      in.receive(
          wantWeights
              ? dx -> products().narrowWithWeights(in.value(), dy, weights(), weightGradient(), dx)
              : dx -> products().narrow(dy, weights(), null, dx));
      if (wantWeights) {
        writeBiasGradient();
      }
    } else if (wantWeights) {
      in.receive(dx -> sumParts(dw -> writeGradients(inGradients.of(dx), dw)));
      writeBiasGradient();
    } else {
      in.receive(this::writeInputGradient);
    }
  }

  private void writeInputGradient(INDArray whole) {
    INDArray[] dx = inGradients.of(whole);
    INDArray[] dy = outGradients.of(out.gradient());
    INDArray w = weights();
    OpTasks.each(dx.length, i -> ConvOps.conv(dy[i], w, null, dx[i], window));
  }

  private void writeGradients(INDArray[] dx, INDArray[] dw) {
    INDArray[] x = inValues.of(in.value());
    INDArray[] dy = outGradients.of(out.gradient());
    INDArray w = weights();
    OpTasks.each(
        x.length, i -> ConvOps.deconvBackward(x[i], w, null, dy[i], dx[i], dw[i], null, window));
  }

  @Override
  Signal wideSignal() {
    return out;
  }

  @Override
  Signal narrowSignal() {
    return in;
  }

  @Override
  INDArray wide() {
    return out.gradient();
  }

  @Override
  INDArray narrow() {
    return in.value();
  }

  @Override
  INDArray[] wideParts() {
    return outGradients.of(out.gradient());
  }

  @Override
  INDArray[] narrowParts() {
    return inValues.of(in.value());
  }
}
