/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

class ThreadsTest {

  @ParameterizedTest
  @CsvSource({
    "2, 2, 0.0, 0.0, 2",
    "2, 2, 1.0, 1.0, 2",
    "2, 2, 0.1, 0.0, 2",
    "2, 2, 0.5, 0.0, 1",
    "2, 2, 1.0, 0.3, 1",
    "2, 2, 1.0, 0.0, 1",
    "8, 8, 0.5, 0.25, 6",
    "4, 8, 0.25, 0.0, 4",
    "2, 2, -1.0, 0.0, 2",
    "2, 2, 0.3, 0.9, 2"
  })
  void wanted_isWhatOtherProgramsLeave(
      int most, int cores, double system, double own, int expected) {
    assertEquals(expected, Threads.wanted(most, cores, system, own));
  }

  /** Sleeps as long as the work would take on so many threads. */
  @ParameterizedTest
  @CsvSource({"2,9,1", "9,2,2", "6,6,2", "9,10,2"})
  void tune_workThatOneThreadDoes_isLeftToItWhereThatIsClearlyFaster(
      int single, int all, int expected) {
    Engine.start();
    NativeOps ops = NativeOpsHolder.getInstance().getDeviceNativeOps();
    int before = ops.ompGetMaxThreads();
    int limit = Nd4j.getEnvironment().maxThreads();
    int limitOfMasters = Nd4j.getEnvironment().maxMasterThreads();
    ops.setOmpNumThreads(2);
    try {
      Threads threads = new Threads();
      threads.tune(() -> sleep(ops.ompGetMaxThreads() == 1 ? single : all));
      assertEquals(expected, threads.most());
    } finally {
      ops.setOmpNumThreads(before);
      Nd4j.getEnvironment().setMaxThreads(limit);
      Nd4j.getEnvironment().setMaxMasterThreads(limitOfMasters);
    }
  }

  private static void sleep(int milliseconds) {
    LockSupport.parkNanos(milliseconds * 1_000_000L);
  }
}
