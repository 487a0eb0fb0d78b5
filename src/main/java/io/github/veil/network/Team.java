/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Divides short work among threads of the common pool. To wake a thread of the pool takes as long
 * as a layer of a small network; therefore one that has helped looks out for more work for a moment
 * before it goes back, as OpenMP's threads do.
 *
 * <p>One work is divided at a time. Another that starts meanwhile, from inside of the first or from
 * elsewhere, is done by its own thread alone.
 */
final class Team {

  /** For all networks, as the pool is for all of Java. */
  static final Team COMMON = new Team();

  /** How long a thread looks out for work, and how long one waits for others without a pause. */
  private static final long LOOKOUT_NANOS = 100_000;

  /** After this time, whoever waits for others sleeps in between. */
  private static final long LONG_WAIT_NANOS = 5_000_000;

  private final AtomicReference<Work> open = new AtomicReference<>();
  private final AtomicInteger helpers = new AtomicInteger();

  /**
   * Does something to every number from 0 to {@code count - 1}, in any order, and returns when all
   * is done.
   *
   * @param threads how many threads may take part, the calling one included
   * @throws RuntimeException (or Error) the first that a part has thrown, after all parts
   */
  void run(int threads, int count, IntConsumer part) {
    Work work = new Work(count, part);
    int most = Math.min(threads, count) - 1;
    if (most > 0 && open.compareAndSet(null, work)) {
      try {
        call(most);
        work.help();
        work.await();
      } finally {
        open.set(null);
      }
    } else {
      work.help();
    }
    work.rethrow();
  }

  private void call(int most) {
    for (int missing = most - helpers.get(); missing > 0; missing--) {
      helpers.incrementAndGet();
      ForkJoinPool.commonPool().execute(this::lookOut);
    }
  }

  private void lookOut() {
    long start = System.nanoTime();
    while (System.nanoTime() - start < LOOKOUT_NANOS) {
      Work work = open.get();
      if (work != null && work.isLeft()) {
        work.help();
        start = System.nanoTime();
      } else {
        Thread.onSpinWait();
      }
    }
    helpers.decrementAndGet();
    if (open.get() != null) {
      call(1);
    }
  }

  /** Parts that threads take one by one. */
  private static final class Work {

    private final int count;
    private final IntConsumer part;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Work(int count, IntConsumer part) {
      this.count = count;
      this.part = part;
    }

    boolean isLeft() {
      return next.get() < count;
    }

    void help() {
      for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
        try {
          part.accept(i);
        } catch (RuntimeException | Error e) {
          failure.compareAndSet(null, e);
        } finally {
          done.incrementAndGet();
        }
      }
    }

    /** Spins, then lets others run, then sleeps in between. */
    void await() {
      long start = System.nanoTime();
      while (done.get() < count) {
        long waited = System.nanoTime() - start;
        if (waited < LOOKOUT_NANOS) {
          Thread.onSpinWait();
        } else if (waited < LONG_WAIT_NANOS) {
          Thread.yield();
        } else {
          LockSupport.parkNanos(LOOKOUT_NANOS);
        }
      }
    }

    void rethrow() {
      Throwable thrown = failure.get();
      if (thrown instanceof RuntimeException exception) {
        throw exception;
      }
      if (thrown instanceof Error error) {
        throw error;
      }
    }
  }
}
