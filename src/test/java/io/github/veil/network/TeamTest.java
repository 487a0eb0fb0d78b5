/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TeamTest {

  private final Team team = new Team();

  @ParameterizedTest
  @CsvSource({"1,0", "2,0", "1,3", "2,1", "2,2", "2,1000", "7,3", "4,100"})
  void run_manyTimes_everyPartIsDoneOnceBeforeItReturns(int threads, int count) {
    int times = 500;
    AtomicIntegerArray done = new AtomicIntegerArray(count);
    for (int time = 1; time <= times; time++) {
      team.run(threads, count, done::incrementAndGet);
      for (int i = 0; i < count; i++) {
        assertEquals(time, done.get(i));
      }
    }
  }

  @Test
  void run_twoThreads_workAtTheSameTime() {
    CountDownLatch bothAreAtWork = new CountDownLatch(2);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    team.run(
        2,
        2,
        i -> {
          threads.add(Thread.currentThread());
          bothAreAtWork.countDown();
          await(bothAreAtWork);
        });
    assertEquals(2, threads.size());
    assertTrue(threads.contains(Thread.currentThread()));
  }

  @Test
  void run_oneThread_isTheCallingOne() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    team.run(1, 20, i -> threads.add(Thread.currentThread()));
    assertEquals(Set.of(Thread.currentThread()), threads);
  }

  /** Both when the next work comes at once and when the helpers have gone back meanwhile. */
  @Test
  void run_afterPauses_findsHelpAgain() throws InterruptedException {
    for (int pause : new int[] {0, 0, 1, 0, 20, 0, 50}) {
      Thread.sleep(pause);
      run_twoThreads_workAtTheSameTime();
    }
  }

  @Test
  void run_insideOfAnother_isDoneByTheThreadThatAsksForIt() {
    AtomicIntegerArray done = new AtomicIntegerArray(12);
    team.run(
        2,
        3,
        outer -> {
          Thread own = Thread.currentThread();
          team.run(
              2,
              4,
              inner -> {
                assertSame(own, Thread.currentThread());
                done.incrementAndGet(4 * outer + inner);
              });
        });
    for (int i = 0; i < done.length(); i++) {
      assertEquals(1, done.get(i));
    }
  }

  @Test
  void run_besideAnother_isDoneToo() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(3);
    try {
      AtomicInteger done = new AtomicInteger();
      CompletableFuture<?>[] all = new CompletableFuture<?>[3];
      for (int caller = 0; caller < all.length; caller++) {
        all[caller] =
            CompletableFuture.runAsync(
                () -> {
                  for (int time = 0; time < 300; time++) {
                    AtomicInteger own = new AtomicInteger();
                    team.run(3, 17, i -> own.addAndGet(i));
                    assertEquals(16 * 17 / 2, own.get());
                    done.incrementAndGet();
                  }
                },
                callers);
      }
      CompletableFuture.allOf(all).get(30, TimeUnit.SECONDS);
      assertEquals(900, done.get());
    } finally {
      callers.shutdownNow();
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "4"})
  void run_aPartFails_itsExceptionComesOutWhenAllIsDone(int threads) {
    for (Throwable thrown : new Throwable[] {new IllegalStateException("no"), new Broken()}) {
      AtomicInteger done = new AtomicInteger();
      Throwable caught =
          assertThrows(
              thrown.getClass(),
              () ->
                  team.run(
                      threads,
                      9,
                      i -> {
                        done.incrementAndGet();
                        if (i == 4) {
                          fail(thrown);
                        }
                      }));
      assertSame(thrown, caught);
      assertEquals(9, done.get());
    }
    run_twoThreads_workAtTheSameTime();
  }

  @Test
  void run_interrupted_goesOnAndKeepsTheMark() {
    Thread.currentThread().interrupt();
    AtomicInteger done = new AtomicInteger();
    team.run(2, 8, i -> done.incrementAndGet());
    assertTrue(Thread.interrupted());
    assertEquals(8, done.get());
  }

  /** Waits so long that the caller sleeps in between, and is not the one that works last. */
  @Test
  void run_aSlowPartOfAnotherThread_isWaitedFor() {
    Thread caller = Thread.currentThread();
    CountDownLatch bothAreAtWork = new CountDownLatch(2);
    AtomicInteger slow = new AtomicInteger();
    team.run(
        2,
        2,
        i -> {
          bothAreAtWork.countDown();
          await(bothAreAtWork);
          if (Thread.currentThread() != caller) {
            sleep(50);
            slow.incrementAndGet();
          }
        });
    assertEquals(1, slow.get());
  }

  private static final class Broken extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static void fail(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) thrown;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS), "The other thread never came.");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void sleep(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
