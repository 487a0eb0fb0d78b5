/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.condition;

import java.util.ArrayList;
import java.util.List;

/** Says how balanced an attribute is. */
final class Balance {

  private static final int MOST_NAMED = 30;

  private Balance() {}

  /**
   * Sentences for the log.
   *
   * @param sums how many patches each level, or each knot's surroundings, has
   * @param missing how many patches have no value
   * @param few a level with fewer patches than this is named
   */
  static List<String> remarks(Attribute attribute, double[] sums, int missing, int few) {
    List<String> remarks = new ArrayList<>();
    if (attribute.categorical()) {
      remarks.add(counts(attribute, sums));
      for (int k = 0; k < sums.length; k++) {
        if (sums[k] < few) {
          remarks.add(rare(attribute, k, (int) Math.round(sums[k])));
        }
      }
    }
    if (missing > 0) {
      remarks.add(
          "%,d %s no %s in the table; the images are used, and the networks are told that it is unknown."
              .formatted(missing, missing == 1 ? "patch has" : "patches have", attribute.name()));
    }
    return remarks;
  }

  private static String counts(Attribute attribute, double[] sums) {
    List<String> parts = new ArrayList<>();
    for (int k = 0; k < Math.min(sums.length, MOST_NAMED); k++) {
      parts.add(attribute.levels().get(k) + " " + Math.round(sums[k]));
    }
    String more = sums.length > MOST_NAMED ? ", … (" + sums.length + " in all)" : "";
    return "Patches by " + attribute.name() + ": " + String.join(", ", parts) + more + ".";
  }

  private static String rare(Attribute attribute, int level, int count) {
    String name = attribute.name() + " " + attribute.levels().get(level);
    return count == 0
        ? "There is no patch of the "
            + name
            + ": images of it will mean nothing; leave it out, or add some."
        : "There "
            + (count == 1 ? "is only 1 patch" : "are only " + count + " patches")
            + " of the "
            + name
            + ": the model can learn little of it, and without privacy it may repeat them.";
  }
}
