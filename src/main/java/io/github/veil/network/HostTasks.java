/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/** Divides independent items among Java's threads, in few tasks that make their arrays once. */
final class HostTasks {

  private static final int PER_THREAD = 4;

  private HostTasks() {}

  /** What one task does: the items from the first to the end. */
  @FunctionalInterface
  interface Task {
    void run(int first, int end);
  }

  /**
   * @param count number of items
   */
  static void run(int count, Task task) {
    int tasks = Math.min(PER_THREAD * ForkJoinPool.getCommonPoolParallelism(), count);
    IntStream.range(0, tasks)
        .parallel()
        .forEach(i -> task.run((int) ((long) count * i / tasks), (int) ((i + 1L) * count / tasks)));
  }
}
