/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A dense layer without activation: [batch, in] to [batch, out]. */
final class DenseStep implements ParameterStep {

  private final Signal in;
  private final Signal out;
  private final Parameters parameters;

  DenseStep(Signal in, Signal out, Parameters parameters) {
    this.in = in;
    this.out = out;
    this.parameters = parameters;
  }

  @Override
  public boolean isDivided() {
    return true;
  }

  @Override
  public void forward(boolean training) {
    Ops.matmul(in.value(), false, parameters.value("W"), false, out.value());
    INDArray bias = parameters.value("b");
    if (bias != null) {
      Ops.addBias(bias, out.value());
    }
  }

  @Override
  public void backward(boolean wantWeights, boolean wantInput) {
    if (wantWeights) {
      Ops.matmul(out.gradient(), true, in.value(), false, weightGradient());
      if (parameters.value("b") != null) {
        INDArray target = parameters.gradient("b");
        SumOps.sum(out.gradient(), target.reshape(target.length()), 0);
      }
    }
    if (wantInput) {
      in.receive(dx -> Ops.matmul(out.gradient(), false, parameters.value("W"), true, dx));
    }
  }

  /** [out, in] in row-major order: DL4J keeps [in, out] in column-major order. */
  private INDArray weightGradient() {
    return parameters.gradient("W").transpose();
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public List<ExampleGradient> exampleGradients(Workspace workspace) {
    List<ExampleGradient> parts = new ArrayList<>();
    parts.add(new OuterExampleGradient(out::gradient, in::value, this::weightGradient, workspace));
    if (parameters.value("b") != null) {
      parts.add(new SumExampleGradient(out::gradient, () -> parameters.gradient("b"), workspace));
    }
    return parts;
  }
}
