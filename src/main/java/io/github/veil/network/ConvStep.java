/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution without activation: [batch, c, h, w] to [batch, n, rows, columns]. */
final class ConvStep extends WindowStep {

  ConvStep(Signal in, Signal out, Window window, Parameters parameters, Workspace workspace) {
    super(in, out, window, parameters, workspace);
  }

  @Override
  public void forward(boolean training) {
    if (isProduct()) {
      INDArray x = in.value().reshape(batch(), windowLength());
      INDArray y = out.value().reshape(batch(), narrowChannels());
      Ops.matmul(x, false, weightMatrix(), true, y);
      if (bias() != null) {
        y.addi(bias().reshape(1, narrowChannels()));
      }
    } else {
      Ops.conv(in.value(), weights(), bias(), out.value(), window);
    }
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
    } else if (wantWeights) {
      in.receive(dx -> bothGradients(dx, weightGradient()));
      writeBiasGradient();
    } else if (windowsReachTheEdge()) {
      in.receive(dx -> Ops.deconv(out.gradient(), weights(), null, dx, window));
    } else {
      INDArray unused = workspace.general().take(weights().shape());
      in.receive(dx -> bothGradients(dx, unused));
    }
  }

  private void bothGradients(INDArray dx, INDArray dw) {
    Ops.convBackward(in.value(), weights(), null, out.gradient(), dx, dw, null, window);
  }

  /** Whether the adjoint gives an image of the input's size: not when a stride leaves pixels. */
  private boolean windowsReachTheEdge() {
    return window.extent(out.size(2)) == in.size(2) && window.extent(out.size(3)) == in.size(3);
  }

  @Override
  ExampleGradient storedGradient(Workspace shared) {
    return in.isTrainable() && SlicedExampleGradient.isCheaper(positions(), narrowChannels())
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
}
