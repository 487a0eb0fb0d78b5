/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.supervised;

/** Softmax cross-entropy, averaged over the examples of a batch. */
final class SoftmaxLoss {

  private SoftmaxLoss() {}

  /**
   * @param logits [examples, classes], row by row
   * @param classes the true class of each example, 0-based
   * @param slopes receives the derivative of the loss with respect to each logit
   */
  static double evaluate(float[] logits, int[] classes, float[] slopes) {
    int width = logits.length / classes.length;
    double loss = 0;
    for (int i = 0; i < classes.length; i++) {
      int from = i * width;
      double max = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < width; k++) {
        max = Math.max(max, logits[from + k]);
      }
      double sum = 0;
      for (int k = 0; k < width; k++) {
        sum += Math.exp(logits[from + k] - max);
      }
      loss += Math.log(sum) + max - logits[from + classes[i]];
      for (int k = 0; k < width; k++) {
        double p = Math.exp(logits[from + k] - max) / sum;
        slopes[from + k] = (float) ((p - (k == classes[i] ? 1 : 0)) / classes.length);
      }
    }
    return loss / classes.length;
  }
}
