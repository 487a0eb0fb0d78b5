/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.condition;

import io.github.veil.core.Require;
import java.util.List;

/**
 * Whether and how a GAN is conditional.
 *
 * @param head how the critic judges whether an image fits its condition
 * @param attributes what networks are told, separated by semicolons: the names of columns of the
 *     patch table, each alone, with its values ("sex=F,M") or with its range ("age=18..90")
 * @param frequencies how often a condition is drawn for a generated image in training: {@value
 *     #AUTO}, {@value #UNIFORM}, {@value #TABLE}, {@value #NOISY}, or weights for levels of the
 *     first attribute ("C3=2, C4=1")
 * @param weight of the classes' loss beside the adversarial one: the auxiliary classifier's, or the
 *     projection critic's on real images under a wrong class
 * @param countNoise noise multiplier of {@value #NOISY} frequencies
 */
public record Conditioning(
    ConditionHead head, String attributes, String frequencies, double weight, double countNoise) {

  /** As the table says without privacy, uniform with it. */
  public static final String AUTO = "auto";

  /** Every level as often as any other. */
  public static final String UNIFORM = "uniform";

  /** As often as in the patch table: an exact count, so not with privacy. */
  public static final String TABLE = "table";

  /** As often as in the patch table, counted once with noise that is charged to the budget. */
  public static final String NOISY = "noisy";

  /** An unconditional GAN. */
  public static final Conditioning NONE = of(ConditionHead.NONE, "", AUTO);

  private static final double AUXILIARY_WEIGHT = 1;
  private static final double PROJECTION_WEIGHT = 0.5;
  private static final double COUNT_NOISE = 10;

  public Conditioning {
    Require.that(
        head != null && attributes != null && frequencies != null,
        "A conditional training needs a head, attributes and frequencies.");
    Require.that(
        head == ConditionHead.NONE || !attributes.isBlank(),
        "A conditional model needs at least one attribute; name a column of the patch table, for"
            + " instance class.");
    Require.within(weight, 0, 1000, "The weight of the classes' loss");
    Require.positive(countNoise, "The noise multiplier of the class frequencies");
  }

  /** With the default weight and noise. */
  public static Conditioning of(ConditionHead head, String attributes, String frequencies) {
    return new Conditioning(head, attributes, frequencies, defaultWeight(head), COUNT_NOISE);
  }

  /** The default weight. */
  public static double defaultWeight(ConditionHead head) {
    return head == ConditionHead.PROJECTION ? PROJECTION_WEIGHT : AUXILIARY_WEIGHT;
  }

  /** Whether there are conditions at all. */
  public boolean enabled() {
    return head != ConditionHead.NONE;
  }

  /** Where the frequencies of conditions come from. */
  public enum Counting {
    /** Nowhere: all are equal. */
    UNIFORM,
    /** The patch table, exactly. */
    TABLE,
    /** The patch table, with noise that is charged. */
    NOISY,
    /** The user. */
    GIVEN
  }

  /**
   * What {@link #frequencies} stands for.
   *
   * @throws IllegalArgumentException if private training would count exactly
   */
  public Counting counting(boolean isPrivate) {
    return switch (frequencies) {
      case AUTO -> isPrivate ? Counting.UNIFORM : Counting.TABLE;
      case UNIFORM -> Counting.UNIFORM;
      case NOISY -> isPrivate ? Counting.NOISY : Counting.TABLE;
      case TABLE -> {
        Require.that(
            !isPrivate,
            "The frequencies of the table are exact counts of patients' images, which private"
                + " training must not use; choose uniform or noisy, or give them.");
        yield Counting.TABLE;
      }
      default -> Counting.GIVEN;
    };
  }

  /** Whether conditions are counted in the table with noise that must be charged. */
  public boolean countsWithNoise(boolean isPrivate) {
    return enabled() && counting(isPrivate) == Counting.NOISY;
  }

  /** Whether the values of an attribute are read from the patch table. */
  public boolean readsTable() {
    return enabled() && rules().stream().anyMatch(rule -> !rule.complete());
  }

  /** What is said of each attribute. */
  List<AttributeRule> rules() {
    return AttributeRule.parse(attributes);
  }
}
