/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Inverted dropout with a mask that is drawn once per step; in place when both signals agree. */
final class DropoutStep implements Step {

  /** A value is kept by 16 random bits, so that one random long serves four. */
  private static final int LEVELS = 1 << 16;

  private final Signal in;
  private final Signal out;
  private final double keep;
  private INDArray mask;
  private float[] drawn;
  private boolean masked;

  /**
   * @param keep probability of keeping a value, in (0, 1], rounded to 1/65536
   */
  DropoutStep(Signal in, Signal out, double keep) {
    this.in = in;
    this.out = out;
    this.keep = keep;
  }

  /**
   * Draws the mask that the following passes in training use. One number of {@code random} seeds a
   * generator that is much faster than a cryptographic one; dropout keeps no secret.
   */
  void draw(RandomGenerator random) {
    if (mask == null) {
      mask = Ops.allocate(out.value().dataType(), out.shape());
      drawn = new float[Math.toIntExact(mask.length())];
    }
    RandomGenerator fast = new SplittableRandom(random.nextLong());
    int limit = Math.max(1, (int) Math.round(keep * LEVELS));
    float scale = (float) LEVELS / limit;
    long bits = 0;
    for (int i = 0; i < drawn.length; i++) {
      bits = i % 4 == 0 ? fast.nextLong() : bits >>> 16;
      drawn[i] = (bits & (LEVELS - 1)) < limit ? scale : 0;
    }
    if (mask.dataType() == DataType.FLOAT) {
      HostMemory.write(drawn, 0, mask);
    } else {
      Ops.copy(drawn, mask);
    }
  }

  @Override
  public boolean isDivided() {
    return true;
  }

  @Override
  public void forward(boolean training) {
    if (training && mask == null) {
      throw new IllegalStateException(
          "The network has dropout: call drawMasks before a forward pass in training.");
    }
    masked = training;
    if (masked) {
      Ops.multiply(in.value(), mask, out.value());
    } else if (in != out) {
      out.value().assign(in.value());
    }
  }

  @Override
  public void backward(boolean wantWeights, boolean wantInput) {
    if (!wantInput) {
      return;
    }
    if (masked) {
      Ops.multiply(out.gradient(), mask, out.gradient());
    }
    if (in != out) {
      in.receive(dx -> dx.assign(out.gradient()));
    }
  }

  @Override
  public void close() {
    if (mask != null) {
      mask.close();
      mask = null;
    }
  }
}
