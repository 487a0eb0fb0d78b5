/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch;

import io.github.veil.core.RandomSource;
import io.github.veil.core.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Some of the patches of another set, which is not copied. */
public final class PatchSubset implements PatchSource {

  private final PatchSource source;
  private final int[] indices;

  /**
   * @param indices which patches of {@code source}, in the order of this set
   */
  public PatchSubset(PatchSource source, int[] indices) {
    for (int index : indices) {
      Objects.checkIndex(index, source.count());
    }
    this.source = source;
    this.indices = indices.clone();
  }

  /** The patches of some patients, in the order of {@code source}. */
  public static PatchSubset ofPatients(PatchSource source, Set<String> patients) {
    List<PatchRow> rows = source.rows();
    return new PatchSubset(
        source,
        IntStream.range(0, rows.size())
            .filter(i -> patients.contains(rows.get(i).patient()))
            .toArray());
  }

  /**
   * Patches drawn without replacement.
   *
   * @param count how many, 1 to {@code source.count()}
   * @param seed the same seed draws the same patches
   */
  public static PatchSubset random(PatchSource source, int count, long seed) {
    Require.within(count, 1, source.count(), "The number of patches to draw");
    RandomGenerator random = RandomSource.seeded(seed).generator("patch subset", 0);
    int[] all = IntStream.range(0, source.count()).toArray();
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i, all.length);
      int drawn = all[j];
      all[j] = all[i];
      all[i] = drawn;
    }
    return new PatchSubset(source, IntStream.of(all).limit(count).sorted().toArray());
  }

  @Override
  public int count() {
    return indices.length;
  }

  @Override
  public int size() {
    return source.size();
  }

  @Override
  public int channels() {
    return source.channels();
  }

  @Override
  public void read(int index, float[] target, int offset) {
    source.read(indices[index], target, offset);
  }

  /** The rows of {@code source}, numbered anew from 0. */
  @Override
  public List<PatchRow> rows() {
    List<PatchRow> all = source.rows();
    List<PatchRow> rows = new ArrayList<>(indices.length);
    for (int i = 0; i < indices.length; i++) {
      rows.add(all.get(indices[i]).at(i));
    }
    return rows;
  }
}
