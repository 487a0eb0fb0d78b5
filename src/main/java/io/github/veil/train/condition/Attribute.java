/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.condition;

import io.github.veil.core.Require;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One thing that a conditional network is told of an image: a category, such as the class, or a
 * number within a range, such as the age.
 *
 * <p>Both are encoded as weights that are not negative and add up to 1. A category has one weight
 * per level, of which one is 1. A number has {@value #KNOTS} weights, one per knot at equal
 * distances from {@code low} to {@code high}: it is spread over its two neighbours so that the
 * weighted mean of the knots is the number. A missing value has weights of 0.
 *
 * @param name of the column in the patch table
 * @param levels the categories in the order of the weights; empty for a number
 * @param low smallest number; 0 for categories
 * @param high largest number; 0 for categories
 * @param frequencies how often each weight's level or knot is drawn where nothing is asked for; not
 *     negative, adding up to 1
 */
public record Attribute(
    String name, List<String> levels, double low, double high, List<Double> frequencies) {

  /** The name of the attribute that the class column gives. */
  public static final String CLASS = "class";

  /** How many weights encode a number. */
  public static final int KNOTS = 8;

  private static final int MOST_LEVELS = 500;
  private static final MathContext DIGITS = new MathContext(4);

  public Attribute {
    levels = List.copyOf(levels);
    frequencies = List.copyOf(frequencies);
    Require.that(!name.isBlank(), "An attribute needs a name.");
    int width = levels.isEmpty() ? KNOTS : levels.size();
    if (levels.isEmpty()) {
      Require.that(
          Double.isFinite(low) && Double.isFinite(high) && low < high,
          "The range of \"%s\" needs two numbers, the smaller first, but is %s to %s.",
          name,
          low,
          high);
    } else {
      Require.that(
          levels.size() >= 2 && levels.size() <= MOST_LEVELS,
          "The attribute \"%s\" must have 2 to %d different values, but has %d.",
          name,
          MOST_LEVELS,
          levels.size());
    }
    double sum = frequencies.stream().mapToDouble(Double::doubleValue).sum();
    Require.that(
        frequencies.size() == width
            && frequencies.stream().allMatch(f -> f >= 0)
            && Math.abs(sum - 1) < 1e-6,
        "The frequencies of \"%s\" must be %d numbers that add up to 1.",
        name,
        width);
  }

  /** A category whose levels are equally frequent. */
  public static Attribute category(String name, List<String> levels) {
    return new Attribute(name, levels, 0, 0, uniform(levels.size()));
  }

  /** A number that is spread evenly over its range. */
  public static Attribute number(String name, double low, double high) {
    return new Attribute(name, List.of(), low, high, uniform(KNOTS));
  }

  private static List<Double> uniform(int width) {
    return Collections.nCopies(width, 1.0 / width);
  }

  /**
   * The same attribute with other frequencies.
   *
   * @param weights proportional to the frequencies; those below 0 count as 0, and if none is above
   *     0 all are equal
   */
  public Attribute withFrequencies(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += Math.max(0, weight);
    }
    double total = sum;
    List<Double> shares =
        total > 0
            ? Arrays.stream(weights).map(w -> Math.max(0, w) / total).boxed().toList()
            : uniform(weights.length);
    return new Attribute(name, levels, low, high, shares);
  }

  /** Whether this is a category, not a number. */
  public boolean categorical() {
    return !levels.isEmpty();
  }

  /** How many weights encode a value. */
  public int width() {
    return frequencies.size();
  }

  /**
   * Encodes a value.
   *
   * @param cell a level, or a number, which is brought into the range; blank for a missing value
   * @param target receives {@link #width} weights from {@code offset} on
   * @throws IllegalArgumentException if the cell is neither
   */
  public void encode(String cell, float[] target, int offset) {
    Arrays.fill(target, offset, offset + width(), 0);
    if (cell.isBlank()) {
      return;
    }
    if (categorical()) {
      target[offset + level(cell)] = 1;
      return;
    }
    double value = Math.max(low, Math.min(high, parse(cell)));
    double position = (value - low) / spacing();
    int knot = (int) Math.min(KNOTS - 2, Math.floor(position));
    target[offset + knot] = (float) (knot + 1 - position);
    target[offset + knot + 1] = (float) (position - knot);
  }

  /** Whether a cell can be encoded. */
  boolean knows(String cell) {
    return categorical() ? levels.contains(cell.strip()) : Numbers.is(cell.strip());
  }

  /** The index of a level; a sentence if there is none of that name. */
  int level(String cell) {
    int level = levels.indexOf(cell.strip());
    Require.that(
        level >= 0,
        "There is no %s \"%s\" here; choose one of %s.",
        name,
        cell.strip(),
        String.join(", ", levels));
    return level;
  }

  /** A number within the range; a sentence if it is outside, or no number at all. */
  double numberWithin(String cell) {
    double value = parse(cell);
    Require.that(
        value >= low && value <= high,
        "The value of \"%s\" must lie between %s and %s, but is %s.",
        name,
        text(low),
        text(high),
        cell.strip());
    return value;
  }

  private double parse(String cell) {
    try {
      double value = Double.parseDouble(cell.strip());
      Require.that(Double.isFinite(value), "\"%s\" must be a finite number.", name);
      return value;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "\"" + cell.strip() + "\" is no number for the attribute \"" + name + "\".", e);
    }
  }

  private double spacing() {
    return (high - low) / (KNOTS - 1);
  }

  /** Draws a value by the frequencies. */
  String draw(RandomGenerator random) {
    double left = random.nextDouble();
    int index = 0;
    while (index < width() - 1 && left >= frequencies.get(index)) {
      left -= frequencies.get(index);
      index++;
    }
    if (categorical()) {
      return levels.get(index);
    }
    double around = (index + random.nextDouble() + random.nextDouble() - 1) * spacing();
    double span = high - low;
    double folded = around < 0 ? -around : around > span ? 2 * span - around : around;
    return text(low + folded);
  }

  /** A number with four digits, as cells have it. */
  static String text(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
