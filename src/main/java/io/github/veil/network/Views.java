/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Views of the arrays that were asked for last: a view takes longer to make than many an operation.
 */
final class Views<V> {

  private static final int MOST = 4;

  private final Function<INDArray, V> maker;
  private final Deque<Entry<V>> latest = new ArrayDeque<>();

  private record Entry<V>(INDArray array, V view) {}

  Views(Function<INDArray, V> maker) {
    this.maker = maker;
  }

  /** The view of {@code array}; for the same array the same one, as a rule. */
  V of(INDArray array) {
    for (Entry<V> entry : latest) {
      if (entry.array == array) {
        return entry.view;
      }
    }
    if (latest.size() == MOST) {
      latest.removeFirst();
    }
    Entry<V> entry = new Entry<>(array, maker.apply(array));
    latest.addLast(entry);
    return entry.view;
  }
}
