/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

/** Divides independent items among Java's threads, in few tasks that make their arrays once. */
final class HostTasks {

  private static final int PER_THREAD = 2;

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
    int threads = OpTasks.threads();
    int tasks = Math.min(PER_THREAD * threads, count);
    Team.COMMON.run(
        threads, tasks, i -> task.run(start(i, tasks, count), start(i + 1, tasks, count)));
  }

  /** The first of {@code count} items that belongs to a task, or to any of equal parts. */
  static int start(int task, int tasks, int count) {
    return (int) ((long) count * task / tasks);
  }
}
