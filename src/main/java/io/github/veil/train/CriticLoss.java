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
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The loss of one example by the critic's outputs, and its derivatives, which start the critic's
 * backward pass. Output 0 is a score s; with conditions, output 1 + k belongs to number c_k of the
 * condition's code.
 *
 * <ul>
 *   <li>Without conditions the loss is adversarial in s.
 *   <li>Projection (Miyato and Koyama 2018): adversarial in s + sum of c_k o_k.
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
  private final double auxiliaryWeight;
  private final List<Attribute> attributes;
  private final int width;

  CriticLoss(AdversarialLoss adversarial, Conditioning conditioning, ConditionSchema schema) {
    this.adversarial = adversarial;
    this.head = conditioning.head();
    this.auxiliaryWeight = conditioning.weight();
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

  /**
   * One of the three losses.
   *
   * @param names whether an auxiliary classifier's cross-entropy is part of it
   */
  private record Side(DoubleUnaryOperator slope, DoubleUnaryOperator loss, boolean names) {}

  /**
   * Sets the critic's output gradient to {@code weight} times the derivative of the critic's loss
   * on real images, for the first {@code count} examples, and to 0 for the others.
   *
   * @param codes the examples' conditions, one after the other
   */
  Sum real(Executor critic, int count, double weight, float[] codes) {
    Side side = new Side(adversarial::realSlope, adversarial::realLoss, true);
    return differentiate(critic, count, weight, codes, side);
  }

  /** As {@link #real}, of the critic's loss on generated images. */
  Sum fake(Executor critic, int count, double weight, float[] codes) {
    Side side = new Side(adversarial::fakeSlope, adversarial::fakeLoss, false);
    return differentiate(critic, count, weight, codes, side);
  }

  /** As {@link #real}, of the generator's loss. */
  Sum generator(Executor critic, int count, double weight, float[] codes) {
    Side side = new Side(adversarial::generatorSlope, adversarial::generatorLoss, true);
    return differentiate(critic, count, weight, codes, side);
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
      sum += side.loss.applyAsDouble(score);
      rejected += score < 0 ? 1 : 0;
      double derivative = weight * side.slope.applyAsDouble(score);
      gradient.put(at, (float) derivative);
      if (head == ConditionHead.PROJECTION) {
        for (int k = 0; k < width; k++) {
          gradient.put(at + 1 + k, (float) (derivative * codes[i * width + k]));
        }
      } else if (head == ConditionHead.AUXILIARY && side.names) {
        sum += auxiliaryWeight * classify(outputs, gradient, at + 1, weight, codes, i * width);
      }
    }
    HostMemory.written(critic.outputGradient());
    return new Sum(sum, rejected);
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
          gradient.put(at + k, (float) (weight * auxiliaryWeight * derivative));
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
