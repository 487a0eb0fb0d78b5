/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.patch.PatchRow;
import io.github.veil.privacy.PrivacyUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The units that differential privacy protects, and the patches of each. For the unit "patch" every
 * patch stands alone; for "volume" and "patient" the patches of one patient id belong together (a
 * patch table has one volume per patient id).
 */
public final class PrivacyUnits {

  private final List<int[]> members;
  private final int cap;
  private final int largestPatient;

  private PrivacyUnits(List<int[]> members, int cap, int largestPatient) {
    this.members = members;
    this.cap = cap;
    this.largestPatient = largestPatient;
  }

  /**
   * @param rows the table of the patch set
   * @param cap at most this many patches of a unit enter one step
   */
  public static PrivacyUnits of(List<PatchRow> rows, PrivacyUnit unit, int cap) {
    Map<String, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      String key = unit == PrivacyUnit.PATCH ? Integer.toString(i) : rows.get(i).patient();
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
    }
    List<int[]> members = new ArrayList<>(groups.size());
    for (List<Integer> group : groups.values()) {
      members.add(group.stream().mapToInt(Integer::intValue).toArray());
    }
    Map<String, Integer> perPatient = new HashMap<>();
    rows.forEach(row -> perPatient.merge(row.patient(), 1, Integer::sum));
    int largest = perPatient.values().stream().mapToInt(n -> n).max().orElse(0);
    return new PrivacyUnits(members, unit == PrivacyUnit.PATCH ? 1 : cap, largest);
  }

  /**
   * Units of given patches. One without patches is counted and drawn like any other, and
   * contributes nothing: a unit that is absent although the public number of units stays.
   */
  static PrivacyUnits ofMembers(List<int[]> members, int cap) {
    int largest = members.stream().mapToInt(m -> m.length).max().orElse(0);
    return new PrivacyUnits(List.copyOf(members), cap, largest);
  }

  /** How many units there are. */
  public int count() {
    return members.size();
  }

  /** The largest number of patches that one patient has in the whole set. */
  public int largestPatient() {
    return largestPatient;
  }

  /** All patches of a unit; not to be changed. */
  int[] members(int unit) {
    return members.get(unit);
  }

  /** The patches of a unit for one step: all, or a random choice of as many as the cap allows. */
  int[] choose(int unit, RandomGenerator generator) {
    int[] all = members.get(unit);
    if (all.length <= cap) {
      return all.clone();
    }
    int[] pool = all.clone();
    for (int i = 0; i < cap; i++) {
      int j = i + generator.nextInt(pool.length - i);
      int chosen = pool[j];
      pool[j] = pool[i];
      pool[i] = chosen;
    }
    return Arrays.copyOf(pool, cap);
  }
}
