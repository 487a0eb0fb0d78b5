/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Gathers the patches of several patients and numbers them. */
abstract class PatchCollector implements PatchSink {

  /** The stored value of +1; 0 stores -1. */
  static final int MAX = 65535;

  private final int size;
  private final int channels;
  private final List<PatchRow> rows = new ArrayList<>();

  PatchCollector(int size, int channels) {
    this.size = size;
    this.channels = channels;
  }

  @Override
  public final void add(float[] pixels, PatchRow row) throws IOException {
    store(pixels);
    rows.add(row.at(rows.size()));
  }

  /** Forgets all but the first {@code count} patches: what a failed patient had given. */
  final void truncate(int count) throws IOException {
    rows.subList(count, rows.size()).clear();
    truncateStore(count);
  }

  /** How many patches were added so far. */
  public final int count() {
    return rows.size();
  }

  final int size() {
    return size;
  }

  final int channels() {
    return channels;
  }

  final List<PatchRow> rows() {
    return rows;
  }

  /** Stores the pixels of the next patch: channel, y, x in [-1, 1]. */
  abstract void store(float[] pixels) throws IOException;

  abstract void truncateStore(int count) throws IOException;

  /** -1 … 1 as 0 … 65535, the nearest of the levels. */
  static short encode(float value) {
    float cut = Math.max(-1, Math.min(1, value));
    return (short) Math.round((cut + 1.0) * (MAX / 2.0));
  }
}
