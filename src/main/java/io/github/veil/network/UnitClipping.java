/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import io.github.veil.core.Require;
import java.nio.FloatBuffer;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Clips a whole unit's gradient, for instance a patient's, that was put together from several
 * passes. Norms are summed in double precision: ND4J's own norm of a long float array is off by
 * 1e-5.
 */
public final class UnitClipping {

  private UnitClipping() {}

  /**
   * Multiplies {@code gradient} by min(1, C / |gradient|).
   *
   * @param gradient [1, numParams], contiguous; unchanged when it is not finite
   * @return whether the gradient is finite; one that is not must be left out
   */
  public static boolean clip(INDArray gradient, double clipNorm) {
    return clip(List.of(gradient), clipNorm);
  }

  /**
   * As {@link #clip(INDArray, double)} for a unit's gradient with respect to several networks, seen
   * as one long gradient: all are multiplied by one factor.
   */
  public static boolean clip(List<INDArray> gradients, double clipNorm) {
    Require.positive(clipNorm, "The clip norm");
    double squares = 0;
    for (INDArray gradient : gradients) {
      squares += squaredNorm(gradient);
    }
    double norm = Math.sqrt(squares);
    if (Double.isFinite(norm) && norm > clipNorm) {
      gradients.forEach(gradient -> gradient.muli(clipNorm / norm));
    }
    return Double.isFinite(norm);
  }

  /**
   * Clips every layer by itself to C / sqrt(L), as {@link PrivateGradient#addLayerClippedSum} does:
   * the whole has at most the norm C.
   *
   * @param executor runs the network whose gradient this is
   * @return as {@link #clip}
   */
  public static boolean clipLayers(Executor executor, INDArray gradient, double clipNorm) {
    return clipLayers(List.of(executor), List.of(gradient), clipNorm);
  }

  /**
   * As {@link #clipLayers(Executor, INDArray, double)} for several networks: L counts the layers of
   * all.
   *
   * @param gradients one per executor
   */
  public static boolean clipLayers(
      List<Executor> executors, List<INDArray> gradients, double clipNorm) {
    Require.positive(clipNorm, "The clip norm");
    for (INDArray gradient : gradients) {
      if (!Double.isFinite(squaredNorm(gradient))) {
        return false;
      }
    }
    int layers = executors.stream().mapToInt(e -> e.parameterSteps().size()).sum();
    double bound = clipNorm / Math.sqrt(layers);
    for (int i = 0; i < executors.size(); i++) {
      INDArray gradient = gradients.get(i);
      executors
          .get(i)
          .parameterSteps()
          .forEach(step -> clip(step.parameters().slice(gradient), bound));
    }
    return true;
  }

  private static double squaredNorm(INDArray gradient) {
    FloatBuffer values = HostMemory.view(gradient);
    double squares = 0;
    for (int i = 0; i < values.limit(); i++) {
      squares += (double) values.get(i) * values.get(i);
    }
    return squares;
  }
}
