/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Doubling an image, joining another one on, and a convolution of 3 x 3 pixels with padding 1, as
 * on a U-Net's way up: [batch, n, h, w] and [batch, m, 2 h, 2 w] to [batch, c, 2 h, 2 w]. Neither
 * the doubled image nor the joint one is made: the first one's share is a transposed convolution of
 * the small image ({@link ResizeKernel}), which takes 16 multiplications per small pixel where the
 * convolution takes 36.
 */
final class ResizeConvStep implements ParameterStep {

  private final Signal small;
  private final Signal other;
  private final Signal out;
  private final Signal share;
  private final Parameters parameters;
  private final Workspace workspace;
  private final PartOfParameters smallParameters;
  private final PartOfParameters otherParameters;
  private final DeconvStep ofSmall;
  private final ConvStep ofOther;

  /**
   * @param small is doubled
   * @param other is joined on behind it
   * @param parameters of the convolution: "W" [c, n + m, 3, 3], and "b"
   */
  ResizeConvStep(
      Signal small, Signal other, Signal out, Parameters parameters, Workspace workspace) {
    this.small = small;
    this.other = other;
    this.out = out;
    this.parameters = parameters;
    this.workspace = workspace;
    DataType type = parameters.value("W").dataType();
    long c = out.size(1);
    share = new Signal(type, out.shape(), true, workspace.addends());
    smallParameters = new PartOfParameters(parameters, false, small.size(1), c, 4, 4);
    otherParameters = new PartOfParameters(parameters, true, c, other.size(1), 3, 3);
    Window transposed = ResizeKernel.TRANSPOSED;
    ofSmall = new DeconvStep(small, share, transposed, smallParameters, workspace);
    ofOther = new ConvStep(other, out, ResizeKernel.CONVOLUTION, otherParameters, workspace);
  }

  @Override
  public boolean isDivided() {
    return true;
  }

  @Override
  public void forward(boolean training) {
    INDArray w = parameters.value("W");
    ResizeKernel.widen(w, smallParameters.value("W"));
    Ops.copyChannels(w, small.size(1), otherParameters.value("W"), 0, other.size(1));
    share.bindValue(workspace.addends().take(share.shape()));
    ofOther.forward(training);
    ofSmall.forward(training);
    Ops.add(share.value(), out.value());
  }

  @Override
  public void backward(boolean wantWeights, boolean wantInput) {
    share.bindGradient(out.gradient());
    ofSmall.backward(wantWeights, wantInput);
    ofOther.backward(wantWeights, wantInput);
    if (wantWeights) {
      INDArray target = parameters.gradient("W");
      ResizeKernel.narrow(smallParameters.gradient("W"), target);
      Ops.copyChannels(otherParameters.gradient("W"), 0, target, small.size(1), other.size(1));
    }
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  /**
   * @throws IllegalArgumentException always: no network that is trained privately has such a layer
   */
  @Override
  public List<ExampleGradient> exampleGradients(Workspace shared) {
    throw new IllegalArgumentException(
        "Layer "
            + parameters.layerName()
            + " follows a doubled and joined image, which private training does not know; use a"
            + " network without.");
  }

  @Override
  public void close() {
    smallParameters.close();
    otherParameters.close();
  }
}
