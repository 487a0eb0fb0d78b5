/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {

  private static final List<String> TEXTS =
      List.of(
          "",
          "1",
          "02",
          "2",
          "10",
          "1234567890123456789012",
          "C3",
          "L",
          "L1",
          "L2",
          "L10",
          "T1",
          "T1a",
          "T1-2",
          "T01b",
          "T2",
          "T12",
          "t1");

  @Test
  void sort_namesWithNumbers_areInTheOrderPeopleExpect() {
    List<String> expected = List.of("C3", "C7", "L1", "L5", "T1", "T2", "T9", "T10", "T12");
    List<String> names = new ArrayList<>(expected);
    Collections.shuffle(names, new Random(1));
    names.sort(NaturalOrder.COMPARATOR);
    assertEquals(expected, names);
  }

  /** For sorted sets: a total order, in which only equal texts are equal. */
  @Test
  void compare_anyTwo_isATotalOrder() {
    for (String a : TEXTS) {
      assertEquals(0, NaturalOrder.COMPARATOR.compare(a, a));
      for (String b : TEXTS) {
        int order = Integer.signum(NaturalOrder.COMPARATOR.compare(a, b));
        assertEquals(-order, Integer.signum(NaturalOrder.COMPARATOR.compare(b, a)));
        if (!a.equals(b)) {
          assertNotEquals(0, order, a + " " + b);
        }
        for (String c : TEXTS) {
          if (order < 0 && NaturalOrder.COMPARATOR.compare(b, c) < 0) {
            assertEquals(-1, Integer.signum(NaturalOrder.COMPARATOR.compare(a, c)));
          }
        }
      }
    }
  }
}
