/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.network.Executor;
import io.github.veil.network.GradientSum;
import io.github.veil.network.PrivateGradient;
import io.github.veil.network.UnitClipping;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How a unit's gradient is brought to a norm of at most C. The guarantee is the same for both: what
 * counts is the norm of the whole.
 */
public enum Clipping {
  /** The whole gradient at once: min(1, C / |g|). */
  FLAT {
    @Override
    void addSum(PrivateGradient gradients, int count, double clipNorm, GradientSum sum) {
      gradients.addClippedSum(count, clipNorm, sum);
    }

    @Override
    public boolean clipUnit(List<Executor> networks, List<INDArray> gradients, double clipNorm) {
      return UnitClipping.clip(gradients, clipNorm);
    }
  },
  /** Each of the L layers by itself, to C / sqrt(L): no layer drowns another. */
  PER_LAYER {
    @Override
    void addSum(PrivateGradient gradients, int count, double clipNorm, GradientSum sum) {
      gradients.addLayerClippedSum(count, clipNorm, sum);
    }

    @Override
    public boolean clipUnit(List<Executor> networks, List<INDArray> gradients, double clipNorm) {
      return UnitClipping.clipLayers(networks, gradients, clipNorm);
    }
  };

  /** Adds the clipped gradients of the first {@code count} examples to {@code sum}. */
  abstract void addSum(PrivateGradient gradients, int count, double clipNorm, GradientSum sum);

  /**
   * Clips the gradient of one unit in place: that of all networks together has at most the norm.
   *
   * @param networks what runs the networks that see the unit
   * @param gradients one per network
   * @return whether it is finite; one that is not must be left out
   */
  public abstract boolean clipUnit(
      List<Executor> networks, List<INDArray> gradients, double clipNorm);
}
