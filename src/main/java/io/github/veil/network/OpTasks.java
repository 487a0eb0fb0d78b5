/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.function.IntConsumer;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Divides parts of a batch among Java's threads, each of which calls ND4J's operations on one
 * thread of its own. ND4J would divide every operation instead, and wait for all threads several
 * times in each: with many small operations that takes as long as the work. Results are the same
 * bits on any number of threads, as long as the parts are.
 */
final class OpTasks {

  /** In a thread that is in {@link #alone}: how many threads there are. */
  private static final ThreadLocal<Integer> THREADS = new ThreadLocal<>();

  private OpTasks() {}

  /** What one task does: the parts from the first to the end. */
  @FunctionalInterface
  interface Task {
    /**
     * @param task number of the task, from 0, for memory of its own
     */
    void run(int task, int first, int end);
  }

  /**
   * Runs {@code work} with ND4J's operations on one thread each, except those inside of {@link
   * #run}: ND4J's threads wait for more work in a loop for some milliseconds, in the way of Java's.
   */
  static void alone(Runnable work) {
    if (THREADS.get() != null) {
      work.run();
      return;
    }
    int threads = threads();
    if (threads == 1) {
      work.run();
      return;
    }
    THREADS.set(threads);
    use(1);
    try {
      work.run();
    } finally {
      use(threads);
      THREADS.remove();
    }
  }

  /** How many tasks {@link #run} makes at most for {@code count} parts. */
  static int tasks(int count) {
    return Math.min(count, threads());
  }

  /** How many threads Java and ND4J may use; on a GPU 1. */
  static int threads() {
    Integer threads = THREADS.get();
    if (threads != null) {
      return threads;
    }
    return Nd4j.getEnvironment().isCPU() ? ops().ompGetMaxThreads() : 1;
  }

  /** Does something to every part. */
  static void each(int count, IntConsumer work) {
    run(
        count,
        (task, first, end) -> {
          for (int i = first; i < end; i++) {
            work.accept(i);
          }
        });
  }

  /**
   * @param count number of parts; a single one is left to ND4J to divide
   */
  static void run(int count, Task task) {
    int tasks = tasks(count);
    if (tasks > 1) {
      alone(() -> divide(count, tasks, task));
    } else {
      byNd4j(() -> task.run(0, 0, count));
    }
  }

  /** Lets ND4J divide operations also inside of {@link #alone}. */
  static void byNd4j(Runnable work) {
    if (THREADS.get() == null) {
      work.run();
      return;
    }
    use(THREADS.get());
    try {
      work.run();
    } finally {
      use(1);
    }
  }

  /** With fewer tasks than threads, ND4J divides the operations of every task further. */
  private static void divide(int count, int tasks, Task task) {
    int each = Math.max(1, threads() / tasks);
    Nd4j.getEnvironment().setMaxMasterThreads(each);
    try {
      Team.COMMON.run(
          threads(),
          tasks,
          i -> {
            ops().setOmpNumThreads(each);
            int end = HostTasks.start(i + 1, tasks, count);
            task.run(i, HostTasks.start(i, tasks, count), end);
          });
    } finally {
      use(1);
    }
  }

  private static void use(int threads) {
    ops().setOmpNumThreads(threads);
    Nd4j.getEnvironment().setMaxMasterThreads(threads);
  }

  private static NativeOps ops() {
    return NativeOpsHolder.getInstance().getDeviceNativeOps();
  }
}
