/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.network.Executor;
import io.github.veil.network.HostMemory;
import io.github.veil.train.condition.Attribute;
import io.github.veil.train.condition.ConditionHead;
import io.github.veil.train.condition.ConditionSchema;
import io.github.veil.train.condition.Conditioning;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The loss of one example by the critic's outputs, and its derivatives, which start the critic's
 * backward pass. Output 0 is a score s; with conditions, output 1 + k belongs to number c_k of the
 * condition's code.
 *
 * <ul>
 *   <li>Without conditions the loss is adversarial in s.
 *   <li>Projection (Miyato and Koyama 2018): adversarial in s + sum of c_k o_k. For the critic on
 *       real images plus, for every category, the loss that the image would have if it were
 *       generated and of another class, of those the one with the highest score (matching-aware
 *       critic: Reed et al. 2016; hardest class: Kavalerov, Czaja, Chellappa 2021).
 *   <li>Auxiliary classifier (Odena, Olah, Shlens 2017): adversarial in s, plus, on real images for
 *       the critic and on generated ones for the generator, the cross-entropy of each attribute's
 *       softmax over its outputs. An attribute whose value is missing adds nothing.
 * </ul>
 *
 * Every example has a loss of its own, so its gradient, through all outputs at once, can be
 * clipped.
 */
final class CriticLoss {

  private final AdversarialLoss adversarial;
  private final ConditionHead head;
  private final double classWeight;
  private final List<Attribute> attributes;
  private final int width;

  CriticLoss(AdversarialLoss adversarial, Conditioning conditioning, ConditionSchema schema) {
    this.adversarial = adversarial;
    this.head = conditioning.head();
    this.classWeight = conditioning.weight();
    this.attributes = schema.attributes();
    this.width = schema.width();
  }

  /** The loss of networks without conditions. */
  static CriticLoss unconditional(AdversarialLoss adversarial) {
    return new CriticLoss(adversarial, Conditioning.NONE, ConditionSchema.NONE);
  }

  /**
   * @param loss sum over the examples
   * @param rejected how many examples have a score below 0: the critic takes them for generated
   */
  record Sum(double loss, int rejected) {}

  private enum Side {
    REAL,
    FAKE,
    GENERATOR
  }

  /**
   * Sets the critic's output gradient to {@code weight} times the derivative of the critic's loss
   * on real images, for the first {@code count} examples, and to 0 for the others.
   *
   * @param codes the examples' conditions, one after the other
   */
  Sum real(Executor critic, int count, double weight, float[] codes) {
    return differentiate(critic, count, weight, codes, Side.REAL);
  }

  /** As {@link #real}, of the critic's loss on generated images. */
  Sum fake(Executor critic, int count, double weight, float[] codes) {
    return differentiate(critic, count, weight, codes, Side.FAKE);
  }

  /** As {@link #real}, of the generator's loss. */
  Sum generator(Executor critic, int count, double weight, float[] codes) {
    return differentiate(critic, count, weight, codes, Side.GENERATOR);
  }

  private Sum differentiate(Executor critic, int count, double weight, float[] codes, Side side) {
    FloatBuffer outputs = HostMemory.view(critic.output());
    FloatBuffer gradient = HostMemory.view(critic.outputGradient());
    double sum = 0;
    int rejected = 0;
    for (int i = 0; i < gradient.limit(); i++) {
      gradient.put(i, 0);
    }
    for (int i = 0; i < count; i++) {
      int at = i * (1 + width);
      double score = score(outputs, at, codes, i * width);
      rejected += score < 0 ? 1 : 0;
      sum += addLoss(side, score, gradient, at, weight, codes, i * width);
      if (head == ConditionHead.PROJECTION && side == Side.REAL) {
        sum += mismatch(outputs, gradient, at, weight, codes, i * width);
      } else if (head == ConditionHead.AUXILIARY && side != Side.FAKE) {
        sum += classWeight * classify(outputs, gradient, at + 1, weight, codes, i * width);
      }
    }
    HostMemory.written(critic.outputGradient());
    return new Sum(sum, rejected);
  }

  /** Adds the derivative of the adversarial loss in a score; gives the loss. */
  private double addLoss(
      Side side,
      double score,
      FloatBuffer gradient,
      int at,
      double weight,
      float[] codes,
      int code) {
    double slope =
        switch (side) {
          case REAL -> adversarial.realSlope(score);
          case FAKE -> adversarial.fakeSlope(score);
          case GENERATOR -> adversarial.generatorSlope(score);
        };
    add(gradient, at, weight * slope);
    if (head == ConditionHead.PROJECTION) {
      for (int k = 0; k < width; k++) {
        add(gradient, at + 1 + k, weight * slope * codes[code + k]);
      }
    }
    return switch (side) {
      case REAL -> adversarial.realLoss(score);
      case FAKE -> adversarial.fakeLoss(score);
      case GENERATOR -> adversarial.generatorLoss(score);
    };
  }

  private static void add(FloatBuffer gradient, int at, double derivative) {
    gradient.put(at, (float) (gradient.get(at) + derivative));
  }

  /** The sum over all categories of the loss under the wrong class with the highest score. */
  private double mismatch(
      FloatBuffer outputs, FloatBuffer gradient, int at, double weight, float[] codes, int code) {
    double sum = 0;
    int start = 0;
    for (Attribute attribute : attributes) {
      int end = start + attribute.width();
      if (attribute.categorical() && isKnown(codes, code + start, code + end)) {
        float[] wrong = Arrays.copyOfRange(codes, code, code + width);
        Arrays.fill(wrong, start, end, 0);
        wrong[likeliestOther(outputs, at + 1, codes, code, start, end)] = 1;
        double score = score(outputs, at, wrong, 0);
        double by = classWeight * weight;
        sum += classWeight * addLoss(Side.FAKE, score, gradient, at, by, wrong, 0);
      }
      start = end;
    }
    return sum;
  }

  /** Which number of the code, from start to end, has the largest output and is 0 in the code. */
  private static int likeliestOther(
      FloatBuffer outputs, int at, float[] codes, int code, int start, int end) {
    int best = -1;
    for (int k = start; k < end; k++) {
      if (codes[code + k] == 0 && (best < 0 || outputs.get(at + k) > outputs.get(at + best))) {
        best = k;
      }
    }
    return best;
  }

  private double score(FloatBuffer outputs, int at, float[] codes, int code) {
    double score = outputs.get(at);
    if (head == ConditionHead.PROJECTION) {
      for (int k = 0; k < width; k++) {
        score += (double) codes[code + k] * outputs.get(at + 1 + k);
      }
    }
    return score;
  }

  /** The sum of all attributes' cross-entropies, whose derivatives go to {@code gradient}. */
  private double classify(
      FloatBuffer logits, FloatBuffer gradient, int at, double weight, float[] codes, int code) {
    double sum = 0;
    int start = 0;
    for (Attribute attribute : attributes) {
      int end = start + attribute.width();
      if (isKnown(codes, code + start, code + end)) {
        double normaliser = logSumExp(logits, at + start, at + end);
        for (int k = start; k < end; k++) {
          double logProbability = logits.get(at + k) - normaliser;
          double target = codes[code + k];
          sum -= target * logProbability;
          double derivative = Math.exp(logProbability) - target;
          gradient.put(at + k, (float) (weight * classWeight * derivative));
        }
      }
      start = end;
    }
    return sum;
  }

  private static boolean isKnown(float[] codes, int from, int to) {
    for (int k = from; k < to; k++) {
      if (codes[k] > 0) {
        return true;
      }
    }
    return false;
  }

  private static double logSumExp(FloatBuffer logits, int from, int to) {
    double max = Double.NEGATIVE_INFINITY;
    for (int k = from; k < to; k++) {
      max = Math.max(max, logits.get(k));
    }
    double sum = 0;
    for (int k = from; k < to; k++) {
      sum += Math.exp(logits.get(k) - max);
    }
    return max + Math.log(sum);
  }
}
