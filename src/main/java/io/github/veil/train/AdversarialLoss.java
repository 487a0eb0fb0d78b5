/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

/**
 * What critic and generator optimise, stated as the derivative of each example's loss with respect
 * to its score. All are sums over examples, so that every example has a gradient of its own, as
 * DP-SGD needs.
 */
public enum AdversarialLoss {
  /** Critic: D(fake) - D(real); generator: -D(fake) (Arjovsky et al. 2017). */
  WASSERSTEIN {
    @Override
    public double realSlope(double score) {
      return -1;
    }

    @Override
    public double fakeSlope(double score) {
      return 1;
    }

    @Override
    public double generatorSlope(double score) {
      return -1;
    }

    @Override
    public double generatorLoss(double score) {
      return -score;
    }

    @Override
    public double realLoss(double score) {
      return -score;
    }

    @Override
    public double fakeLoss(double score) {
      return score;
    }
  },

  /** Critic: max(0, 1 - D(real)) + max(0, 1 + D(fake)); generator: -D(fake) (Lim and Ye 2017). */
  HINGE {
    @Override
    public double realSlope(double score) {
      return score < 1 ? -1 : 0;
    }

    @Override
    public double fakeSlope(double score) {
      return score > -1 ? 1 : 0;
    }

    @Override
    public double generatorSlope(double score) {
      return -1;
    }

    @Override
    public double generatorLoss(double score) {
      return -score;
    }

    @Override
    public double realLoss(double score) {
      return Math.max(0, 1 - score);
    }

    @Override
    public double fakeLoss(double score) {
      return Math.max(0, 1 + score);
    }
  },

  /**
   * Critic: -log s(D(real)) - log(1 - s(D(fake))); generator: -log s(D(fake)), with s the logistic
   * function (Goodfellow et al. 2014, non-saturating).
   */
  LOGISTIC {
    @Override
    public double realSlope(double score) {
      return -logistic(-score);
    }

    @Override
    public double fakeSlope(double score) {
      return logistic(score);
    }

    @Override
    public double generatorSlope(double score) {
      return -logistic(-score);
    }

    @Override
    public double generatorLoss(double score) {
      return softplus(-score);
    }

    @Override
    public double realLoss(double score) {
      return softplus(-score);
    }

    @Override
    public double fakeLoss(double score) {
      return softplus(score);
    }
  },

  /** Critic: (D(real) - 1)^2 + D(fake)^2; generator: (D(fake) - 1)^2 (Mao et al. 2017). */
  LEAST_SQUARES {
    @Override
    public double realSlope(double score) {
      return 2 * (score - 1);
    }

    @Override
    public double fakeSlope(double score) {
      return 2 * score;
    }

    @Override
    public double generatorSlope(double score) {
      return 2 * (score - 1);
    }

    @Override
    public double generatorLoss(double score) {
      return (score - 1) * (score - 1);
    }

    @Override
    public double realLoss(double score) {
      return (score - 1) * (score - 1);
    }

    @Override
    public double fakeLoss(double score) {
      return score * score;
    }
  };

  /** Derivative of the critic's loss on one real example with score {@code score}. */
  public abstract double realSlope(double score);

  /** Derivative of the critic's loss on one generated example. */
  public abstract double fakeSlope(double score);

  /** Derivative of the generator's loss on one generated example. */
  public abstract double generatorSlope(double score);

  /** The generator's loss on one example. */
  public abstract double generatorLoss(double score);

  /** The critic's loss on one real example. */
  public abstract double realLoss(double score);

  /** The critic's loss on one generated example. */
  public abstract double fakeLoss(double score);

  static double logistic(double x) {
    return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
  }

  static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }
}
