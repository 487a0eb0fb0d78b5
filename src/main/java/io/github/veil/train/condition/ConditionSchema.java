/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.condition;

import io.github.veil.core.Require;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * All that a conditional network is told of an image: its attributes, one after the other.
 *
 * @param attributes in the order of the encoding; empty for an unconditional network
 */
public record ConditionSchema(List<Attribute> attributes) {

  /** Of networks that are told nothing. */
  public static final ConditionSchema NONE = new ConditionSchema(List.of());

  public ConditionSchema {
    attributes = List.copyOf(attributes);
    Set<String> names = new HashSet<>();
    attributes.forEach(
        a -> Require.that(names.add(a.name()), "The attribute \"%s\" is named twice.", a.name()));
  }

  /** Whether networks are told nothing. */
  public boolean none() {
    return attributes.isEmpty();
  }

  /** What networks are told, in words. */
  public String names() {
    return none()
        ? "nothing"
        : attributes.stream()
            .map(a -> a.categorical() ? a.name() + " " + a.levels() : a.name())
            .collect(Collectors.joining(", "));
  }

  /** Whether the same values have the same code in both, whatever their frequencies. */
  public boolean meansTheSameAs(ConditionSchema other) {
    return withEqualFrequencies().equals(other.withEqualFrequencies());
  }

  private ConditionSchema withEqualFrequencies() {
    return new ConditionSchema(
        attributes.stream().map(a -> a.withFrequencies(new double[a.width()])).toList());
  }

  /** How many numbers encode a condition. */
  public int width() {
    return attributes.stream().mapToInt(Attribute::width).sum();
  }

  /**
   * The attribute of that name.
   *
   * @throws IllegalArgumentException naming those there are
   */
  public Attribute attribute(String name) {
    return attributes.stream()
        .filter(a -> a.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  private String unknown(String name) {
    return none()
        ? "The model is unconditional, so it cannot be asked for \"" + name + "\"."
        : "The model knows no \""
            + name
            + "\"; it can be asked for "
            + attributes.stream().map(Attribute::name).collect(Collectors.joining(", "))
            + ".";
  }

  /**
   * Encodes one value of each attribute.
   *
   * @param cells the value of the attribute of a name; blank where it is missing
   * @param target receives {@link #width} numbers from {@code offset} on
   */
  public void encode(UnaryOperator<String> cells, float[] target, int offset) {
    int start = offset;
    for (Attribute attribute : attributes) {
      attribute.encode(cells.apply(attribute.name()), target, start);
      start += attribute.width();
    }
  }

  /**
   * @throws IllegalArgumentException with a sentence if the condition asks for an attribute, a
   *     level or a number that the model does not know
   */
  public void check(Condition condition) {
    condition.values().forEach((name, text) -> Wish.of(attribute(name), text));
  }

  /**
   * Draws one value of each attribute.
   *
   * @return a level or a number by the attribute's name, in the order of the attributes
   */
  public Map<String, String> draw(Condition condition, RandomGenerator random) {
    Map<String, String> drawn = new LinkedHashMap<>();
    for (Attribute attribute : attributes) {
      String wish = condition.values().get(attribute.name());
      drawn.put(
          attribute.name(),
          wish == null ? attribute.draw(random) : Wish.of(attribute, wish).draw(random));
    }
    return drawn;
  }
}
