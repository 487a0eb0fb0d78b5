/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.supervised;

/** What the segmenting network minimises, stated on logits. */
public enum SegmentationLoss {
  /**
   * Dice loss of Livne et al. 2019: 1 - (2 sum(p t) + 1) / (sum(p) + sum(t) + 1), over all pixels
   * of the batch together.
   */
  DICE {
    @Override
    public double evaluate(float[] logits, float[] truth, float[] slopes) {
      double both = 0;
      double sum = 1;
      for (int i = 0; i < logits.length; i++) {
        slopes[i] = (float) logistic(logits[i]);
        both += slopes[i] * truth[i];
        sum += slopes[i] + truth[i];
      }
      double overlap = 2 * both + 1;
      for (int i = 0; i < logits.length; i++) {
        double p = slopes[i];
        slopes[i] = (float) ((overlap - 2 * truth[i] * sum) / (sum * sum) * p * (1 - p));
      }
      return 1 - overlap / sum;
    }
  },

  /** Binary cross-entropy, averaged over all pixels of the batch. */
  CROSS_ENTROPY {
    @Override
    public double evaluate(float[] logits, float[] truth, float[] slopes) {
      double sum = 0;
      for (int i = 0; i < logits.length; i++) {
        double z = logits[i];
        sum += Math.max(z, 0) - z * truth[i] + Math.log1p(Math.exp(-Math.abs(z)));
        slopes[i] = (float) ((logistic(z) - truth[i]) / logits.length);
      }
      return sum / logits.length;
    }
  };

  /**
   * The loss of a batch.
   *
   * @param logits any real numbers
   * @param truth 0 or 1, as many
   * @param slopes receives the derivative of the loss with respect to each logit
   */
  public abstract double evaluate(float[] logits, float[] truth, float[] slopes);

  /** The probability that belongs to a logit. */
  public static double logistic(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }
}
