/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.condition;

import io.github.veil.core.NaturalOrder;
import io.github.veil.core.Require;
import io.github.veil.patch.PatchRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** The conditions of real patches: private data, like the patches themselves. */
public final class ConditionTable {

  private static final int FEW = 10;

  private final ConditionSchema schema;
  private final int count;
  private final float[] codes;

  /**
   * @param rows the table of the patches
   * @throws IllegalArgumentException with a sentence if a row has a value that the schema does not
   *     know
   */
  public ConditionTable(ConditionSchema schema, List<PatchRow> rows) {
    this(schema, rows.size());
    int width = schema.width();
    for (int i = 0; i < count; i++) {
      try {
        schema.encode(rows.get(i)::cell, codes, i * width);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "Row " + (i + 1) + " of the patch table: " + e.getMessage(), e);
      }
    }
  }

  private ConditionTable(ConditionSchema schema, int count) {
    this.schema = schema;
    this.count = count;
    this.codes = new float[count * schema.width()];
  }

  /** The conditions of patches that a training did not see: unknown values count as missing. */
  public static ConditionTable lenient(ConditionSchema schema, List<PatchRow> rows) {
    ConditionTable table = new ConditionTable(schema, rows.size());
    for (int i = 0; i < table.count; i++) {
      int start = i * schema.width();
      for (Attribute attribute : schema.attributes()) {
        String cell = rows.get(i).cell(attribute.name());
        attribute.encode(attribute.knows(cell) ? cell : "", table.codes, start);
        start += attribute.width();
      }
    }
    return table;
  }

  /**
   * The attributes of a training. What the user leaves open is read from the table: the values of a
   * category, L2 before L10, and, where {@code isPrivate} is false, the range of a number. A column
   * of numbers with more than two different ones is a number, any other a category.
   *
   * @return with uniform frequencies
   * @throws IllegalArgumentException with a sentence if a column is missing, or a private training
   *     would have to read a range
   */
  public static ConditionSchema schema(
      Conditioning conditioning, List<PatchRow> rows, boolean isPrivate) {
    if (!conditioning.enabled()) {
      return ConditionSchema.NONE;
    }
    List<Attribute> attributes = new ArrayList<>();
    for (AttributeRule rule : conditioning.rules()) {
      TreeSet<String> values = values(rule.name(), rows);
      attributes.add(rule.complete() ? rule.attribute() : read(rule.name(), values, isPrivate));
    }
    return new ConditionSchema(attributes);
  }

  private static TreeSet<String> values(String column, List<PatchRow> rows) {
    TreeSet<String> values = new TreeSet<>(NaturalOrder.COMPARATOR);
    rows.forEach(row -> values.add(row.cell(column).strip()));
    values.remove("");
    Require.that(
        !values.isEmpty(),
        "The patch table has no column \"%s\", or nothing in it; add it to the table, or name"
            + " another attribute.",
        column);
    return values;
  }

  private static Attribute read(String name, TreeSet<String> values, boolean isPrivate) {
    boolean numbers =
        !name.equals(Attribute.CLASS) && values.size() > 2 && values.stream().allMatch(Numbers::is);
    if (!numbers) {
      Require.that(
          values.size() >= 2,
          "The column \"%s\" has the same value \"%s\" everywhere, so there is nothing to learn"
              + " from it; leave it out.",
          name,
          values.first());
      return Attribute.category(name, List.copyOf(values));
    }
    Require.that(
        !isPrivate,
        "In private training the range of \"%s\" must be given, as in %s=0..100: the smallest and"
            + " the largest value in the table are facts about single patients.",
        name,
        name);
    double[] sorted = values.stream().mapToDouble(Double::parseDouble).sorted().toArray();
    return Attribute.number(name, sorted[0], sorted[sorted.length - 1]);
  }

  /** What the codes mean. */
  public ConditionSchema schema() {
    return schema;
  }

  /** Number of patches. */
  public int count() {
    return count;
  }

  /** Copies the code of a patch to {@code target[offset …]}: {@code schema().width()} numbers. */
  public void read(int patch, float[] target, int offset) {
    int width = schema.width();
    System.arraycopy(codes, patch * width, target, offset, width);
  }

  /** The schema with the frequencies of these patches; exact, so not for private training. */
  public ConditionSchema withExactFrequencies() {
    return Frequencies.apply(schema, sums());
  }

  /** How many patches each number of the code stands for. */
  private double[] sums() {
    double[] sums = new double[schema.width()];
    for (int i = 0; i < codes.length; i++) {
      sums[i % sums.length] += codes[i];
    }
    return sums;
  }

  /**
   * What a user should know of the table, in full sentences: exact numbers, so for those who hold
   * the data, and never for a model's description.
   */
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    double[] sums = sums();
    int start = 0;
    for (Attribute attribute : schema.attributes()) {
      int end = start + attribute.width();
      double[] own = Arrays.copyOfRange(sums, start, end);
      int missing = (int) Math.round(count - Arrays.stream(own).sum());
      remarks.addAll(Balance.remarks(attribute, own, missing, FEW));
      start = end;
    }
    return remarks;
  }
}
