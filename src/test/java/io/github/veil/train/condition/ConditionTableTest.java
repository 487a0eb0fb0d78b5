/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.condition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.veil.core.RandomSource;
import io.github.veil.patch.PatchRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTableTest {

  private static PatchRow row(String className, String age) {
    return new PatchRow(0, "P", 3, 0, 0, false, 0, className, Map.of("age", age));
  }

  /** 20 patches of L1, 3 of L2, one without class, one without age. */
  private static List<PatchRow> rows() {
    List<PatchRow> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(row("L1", Integer.toString(30 + i)));
    }
    rows.add(row("L2", "40"));
    rows.add(row("L2", "41"));
    rows.add(row("L2", "42"));
    rows.add(row("", "43"));
    rows.add(row("L1", ""));
    return rows;
  }

  private static Conditioning conditioning(String attributes, String frequencies) {
    return Conditioning.of(ConditionHead.PROJECTION, attributes, frequencies);
  }

  private static String refusal(org.junit.jupiter.api.function.Executable executable) {
    return assertThrows(IllegalArgumentException.class, executable).getMessage();
  }

  @Test
  void schema_fromTheTable_tellsNamesFromNumbers() {
    ConditionSchema schema = ConditionTable.schema(conditioning("class; age", ""), rows(), false);
    assertEquals(List.of("L1", "L2"), schema.attribute("class").levels());
    assertEquals(30, schema.attribute("age").low());
    assertEquals(49, schema.attribute("age").high());
    assertEquals(2 + Attribute.KNOTS, schema.width());
  }

  @Test
  void code_number_isSpreadOverItsNeighboursAndKeepsItsMean() {
    Attribute age = Attribute.number("age", 0, 70);
    float[] code = new float[Attribute.KNOTS];
    for (double value : new double[] {0, 4, 10, 33.3, 69, 70}) {
      age.encode(Double.toString(value), code, 0);
      double sum = 0;
      double mean = 0;
      for (int k = 0; k < code.length; k++) {
        sum += code[k];
        mean += code[k] * 10 * k;
      }
      assertEquals(1, sum, 1e-6);
      assertEquals(value, mean, 1e-4);
    }
    age.encode("80", code, 0);
    assertEquals(
        1, code[Attribute.KNOTS - 1], "a real value beyond a given range counts as its end");
  }

  @Test
  void code_missingCell_isZero() {
    ConditionSchema schema = ConditionTable.schema(conditioning("class; age", ""), rows(), false);
    ConditionTable table = new ConditionTable(schema, rows());
    float[] code = new float[schema.width()];
    table.read(23, code, 0);
    assertEquals(0, code[0] + code[1]);
    table.read(24, code, 0);
    assertEquals(1, code[0]);
    float[] age = java.util.Arrays.copyOfRange(code, 2, code.length);
    assertArrayEquals(new float[Attribute.KNOTS], age);
  }

  @Test
  void remarks_rareClassAndMissingCells_areSaid() {
    ConditionSchema schema =
        ConditionTable.schema(conditioning("class=L1,L2,L3; age", ""), rows(), false);
    String remarks = String.join("\n", new ConditionTable(schema, rows()).remarks());
    assertTrue(remarks.contains("L1 21, L2 3, L3 0"), remarks);
    assertTrue(remarks.contains("are only 3 patches of the class L2"), remarks);
    assertTrue(remarks.contains("is no patch of the class L3"), remarks);
    assertTrue(remarks.contains("1 patch has no class"), remarks);
    assertTrue(remarks.contains("1 patch has no age"), remarks);
  }

  @Test
  void frequencies_ofTheTable_areExactAndLeaveOutMissingCells() {
    ConditionSchema schema = ConditionTable.schema(conditioning("class", ""), rows(), false);
    ConditionSchema counted = new ConditionTable(schema, rows()).withExactFrequencies();
    assertEquals(List.of(21 / 24.0, 3 / 24.0), counted.attribute("class").frequencies());
  }

  @ParameterizedTest
  @CsvSource({
    "'class; weight', has no column \"weight\"",
    "'class=L1,L9', Row 21 of the patch table: There is no class \"L2\" here",
    "'age=L1,L2', There is no age \"30\" here",
    "'age=90..18', 'two numbers, the smaller first'",
    "'class; class', is named twice"
  })
  void schema_thatDoesNotFit_isRefusedWithASentence(String attributes, String sentence) {
    String message =
        refusal(
            () ->
                new ConditionTable(
                    ConditionTable.schema(conditioning(attributes, "auto"), rows(), false),
                    rows()));
    assertTrue(message.contains(sentence), message);
  }

  @Test
  void privateTraining_neverReadsARangeOrAnExactCount() {
    String range =
        refusal(() -> ConditionTable.schema(conditioning("class; age", "auto"), rows(), true));
    assertTrue(range.contains("the range of \"age\" must be given"), range);
    String count = refusal(() -> conditioning("class", Conditioning.TABLE).counting(true));
    assertTrue(count.contains("exact counts"), count);
    assertEquals(Conditioning.Counting.UNIFORM, conditioning("class", "auto").counting(true));
    assertEquals(Conditioning.Counting.TABLE, conditioning("class", "auto").counting(false));
  }

  @ParameterizedTest
  @CsvSource({
    "class, T5, 'There is no class \"T5\" here; choose one of L1, L2'",
    "age, 200, 'must lie between 30 and 49'",
    "age, old, is no number",
    "age, 45..40, must have its smaller number first",
    "sex, F, 'knows no \"sex\"; it can be asked for class, age'"
  })
  void check_unknownWish_isRefusedWithASentence(String name, String wish, String sentence) {
    ConditionSchema schema = ConditionTable.schema(conditioning("class; age", ""), rows(), false);
    String message = refusal(() -> schema.check(new Condition(Map.of(name, wish))));
    assertTrue(message.contains(sentence), message);
    String none = refusal(() -> ConditionSchema.NONE.check(new Condition(Map.of(name, wish))));
    assertTrue(none.contains("unconditional"), none);
  }

  @Test
  void draw_frequenciesAndDistributions_areFollowed() {
    ConditionSchema schema =
        Frequencies.given(
            ConditionTable.schema(conditioning("class; age=0..100", ""), rows(), true),
            "L1=3, L2=1");
    RandomGenerator random = RandomSource.seeded(1).generator("test", 0);
    Condition wish = new Condition(Map.of("age", "60+-8"));
    int first = 0;
    double sum = 0;
    double squares = 0;
    int n = 20_000;
    for (int i = 0; i < n; i++) {
      Map<String, String> drawn = schema.draw(wish, random);
      first += drawn.get("class").equals("L1") ? 1 : 0;
      double age = Double.parseDouble(drawn.get("age"));
      sum += age;
      squares += age * age;
    }
    // Five standard errors: a false alarm in 2 million runs.
    assertEquals(0.75, first / (double) n, 5 * Math.sqrt(0.75 * 0.25 / n));
    assertEquals(60, sum / n, 5 * 8 / Math.sqrt(n));
    assertEquals(8, Math.sqrt(squares / n - Math.pow(sum / n, 2)), 5 * 8 / Math.sqrt(2.0 * n));
  }

  @Test
  void json_schema_survivesTheRoundTrip() throws Exception {
    ConditionSchema schema = ConditionTable.schema(conditioning("class; age", ""), rows(), false);
    ObjectMapper json = new ObjectMapper();
    assertEquals(schema, json.readValue(json.writeValueAsString(schema), ConditionSchema.class));
  }
}
