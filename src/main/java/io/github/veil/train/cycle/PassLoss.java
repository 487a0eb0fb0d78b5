/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import io.github.veil.network.Ops;
import io.github.veil.train.AdversarialLoss;
import java.util.function.DoubleUnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Loss terms, each with the gradient that starts a backward pass. */
final class PassLoss {

  private PassLoss() {}

  /**
   * Mean over a critic's scores of each image.
   *
   * @param scores [batch, 1, rows, columns]
   * @param gradient of the same shape, receives the derivative of the result
   * @param weight of one image
   * @param slope derivative of {@code loss}
   * @return the sum over images of weight x mean over the image's scores
   */
  static double ofScores(
      INDArray scores,
      INDArray gradient,
      double weight,
      DoubleUnaryOperator slope,
      DoubleUnaryOperator loss) {
    double each = weight * scores.size(0) / scores.length();
    double[] values = scores.reshape(scores.length()).toDoubleVector();
    float[] slopes = new float[values.length];
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      slopes[i] = (float) (each * slope.applyAsDouble(values[i]));
      sum += loss.applyAsDouble(values[i]);
    }
    Ops.copy(slopes, gradient);
    return each * sum;
  }

  /** The generator's side of {@code loss}: its images shall be taken for real. */
  static double ofGenerator(
      AdversarialLoss loss, INDArray scores, INDArray gradient, double weight) {
    return ofScores(scores, gradient, weight, loss::generatorSlope, loss::generatorLoss);
  }

  /**
   * Mean absolute difference of images.
   *
   * @param gradient receives the derivative of the result with respect to {@code images}
   * @param weight of one image
   * @return the sum over images of weight x mean over the image's values
   */
  static double ofDifference(INDArray images, INDArray targets, INDArray gradient, double weight) {
    double each = weight * images.size(0) / images.length();
    images.subi(targets, gradient);
    double sum = gradient.norm1Number().doubleValue();
    Transforms.sign(gradient, false);
    gradient.muli(each);
    return each * sum;
  }
}
