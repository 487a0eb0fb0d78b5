/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link InstanceNorm} with its own backward pass. */
final class InstanceNormStep implements ParameterStep {

  private final Signal in;
  private final Signal out;
  private final Parameters parameters;
  private final Workspace workspace;
  private INDArray normalised;
  private INDArray inverseDeviation;

  InstanceNormStep(Signal in, Signal out, Parameters parameters, Workspace workspace) {
    this.in = in;
    this.out = out;
    this.parameters = parameters;
    this.workspace = workspace;
  }

  private long batch() {
    return in.size(0);
  }

  private long channels() {
    return in.size(1);
  }

  private long pixels() {
    return in.size(2) * in.size(3);
  }

  private INDArray rows(INDArray image) {
    return image.reshape(batch() * channels(), pixels());
  }

  @Override
  public void forward(boolean training) {
    if (normalised == null) {
      normalised = Ops.allocate(in.value().dataType(), in.shape());
      inverseDeviation = Ops.allocate(in.value().dataType(), batch() * channels(), 1);
    }
    SumOps.normaliseRows(
        rows(in.value()), rows(normalised), inverseDeviation, InstanceNorm.EPSILON);
    normalised.muli(parameters.value(InstanceNorm.GAIN), out.value());
    out.value().addi(parameters.value(InstanceNorm.BIAS));
  }

  @Override
  public void backward(boolean wantWeights, boolean wantInput) {
    INDArray gainParts = Ops.allocate(out.gradient().dataType(), batch() * channels(), 1);
    INDArray biasParts = gainParts.ulike();
    writeParts(gainParts, biasParts);
    if (wantWeights) {
      sumOverBatch(gainParts, InstanceNorm.GAIN);
      sumOverBatch(biasParts, InstanceNorm.BIAS);
    }
    if (wantInput) {
      in.receive(dx -> writeInputGradient(rows(dx), gainParts, biasParts));
    }
    gainParts.close();
    biasParts.close();
  }

  /** Per example and channel: the sums of gradient x normalised value, and of the gradient. */
  private void writeParts(INDArray gainParts, INDArray biasParts) {
    INDArray product = workspace.general().take(batch() * channels(), pixels());
    rows(normalised).muli(rows(out.gradient()), product);
    SumOps.rowSums(product, gainParts, workspace);
    SumOps.rowSums(rows(out.gradient()), biasParts, workspace);
  }

  private void sumOverBatch(INDArray parts, String key) {
    INDArray target = parameters.gradient(key);
    SumOps.sum(parts.reshape(batch(), channels()), target.reshape(target.length()), 0);
  }

  /** dx = gain / deviation (dy - mean(dy) - normalised mean(dy normalised)). */
  private void writeInputGradient(INDArray dx, INDArray gainParts, INDArray biasParts) {
    INDArray product = workspace.general().take(batch() * channels(), pixels());
    rows(normalised).muli(gainParts.divi(pixels()), product);
    rows(out.gradient()).subi(product, dx);
    dx.subi(biasParts.divi(pixels()));
    INDArray gain = parameters.value(InstanceNorm.GAIN).reshape(1, channels());
    INDArray scale = biasParts.reshape(batch(), channels());
    inverseDeviation.reshape(batch(), channels()).muli(gain, scale);
    dx.muli(biasParts);
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public List<ExampleGradient> exampleGradients(Workspace shared) {
    return List.of(
        new SumExampleGradient(
            this::gainTerms, () -> parameters.gradient(InstanceNorm.GAIN), shared),
        new SumExampleGradient(
            out::gradient, () -> parameters.gradient(InstanceNorm.BIAS), shared));
  }

  private INDArray gainTerms() {
    INDArray product = workspace.general().take(in.shape());
    return normalised.muli(out.gradient(), product);
  }

  @Override
  public void close() {
    if (normalised != null) {
      normalised.close();
      inverseDeviation.close();
      normalised = null;
    }
  }
}
