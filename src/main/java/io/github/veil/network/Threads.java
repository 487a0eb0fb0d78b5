/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives ND4J as many threads as help. Small networks run faster on one thread than on two; and
 * OpenMP's threads wait for each other by spinning, so that with two threads on a core that another
 * program uses a training runs many times slower than with one. Results do not depend on the number
 * of threads. On a GPU there is nothing to choose.
 *
 * <p>Not safe for use by several threads: OpenMP's setting belongs to the calling thread.
 */
public final class Threads {

  private static final Logger LOG = LoggerFactory.getLogger(Threads.class);

  private static final long FIRST_SAMPLE_NANOS = 200_000_000L;

  private static final int TRIALS = 3;

  /**
   * By how much one thread must be faster: Java's compiler, which works at first, slows several
   * down more than one.
   */
  private static final double DOUBT = 0.8;

  /** Work is tried for so long, in turns. */
  private static final long TUNING_NANOS = 500_000_000L;

  /** As long as one thread seems faster while Java's compiler takes a core, work is tried on. */
  private static final long LONGEST_TUNING_NANOS = 5_000_000_000L;

  /** How much of a further core must be idle for its thread to be worth while: 1 minus this. */
  private static final double MARGIN = 0.3;

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private int most;
  private int current;

  /** Adapts to what is spare now, which takes 0.2 s; call {@link Engine#start} first. */
  public Threads() {
    boolean cpu = Nd4j.getEnvironment().isCPU();
    most = cpu ? NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads() : 1;
    current = most;
    system.getCpuLoad();
    system.getProcessCpuLoad();
    LockSupport.parkNanos(FIRST_SAMPLE_NANOS);
    adapt();
  }

  /**
   * Times a piece of work on one thread and on all, in turns, and never again uses more than one
   * thread if that is clearly faster.
   *
   * @param work what training does all the time, for instance a pass of its largest network
   */
  public void tune(Runnable work) {
    if (most == 1) {
      return;
    }
    Compiler compiler = new Compiler();
    long single = Long.MAX_VALUE;
    long all = Long.MAX_VALUE;
    boolean isSingleFaster = false;
    long start = System.nanoTime();
    long end = start + TUNING_NANOS;
    for (int i = 0; i < TRIALS || System.nanoTime() < end; i++) {
      use(1);
      single = Math.min(single, time(work));
      use(most);
      all = Math.min(all, time(work));
      isSingleFaster = single <= DOUBT * all;
      boolean isSure = !isSingleFaster || !compiler.wasBusy();
      end = start + (isSure ? TUNING_NANOS : LONGEST_TUNING_NANOS);
    }
    if (isSingleFaster) {
      LOG.info("One thread is used, which is faster than {} for networks of this size.", most);
      most = 1;
    }
    use(most);
    adapt();
  }

  /** Java's compiler, which takes a core of its own while it is busy. */
  private static final class Compiler {

    /** Share of the time that it may take without being busy. */
    private static final double QUIET = 0.1;

    private final CompilationMXBean bean = ManagementFactory.getCompilationMXBean();
    private long latestNanos = System.nanoTime();
    private long latestMillis = millis();

    /** Whether it was since it was asked last. */
    boolean wasBusy() {
      long nanos = System.nanoTime();
      long millis = millis();
      boolean wasBusy = 1e6 * (millis - latestMillis) > QUIET * (nanos - latestNanos);
      latestNanos = nanos;
      latestMillis = millis;
      return wasBusy;
    }

    private long millis() {
      return bean != null && bean.isCompilationTimeMonitoringSupported()
          ? bean.getTotalCompilationTime()
          : 0;
    }
  }

  private static long time(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return System.nanoTime() - start;
  }

  /** How many threads are used when other programs leave the processor alone. */
  int most() {
    return most;
  }

  /** Adapts to the load of other programs since the last call. */
  public void adapt() {
    int wanted = wanted(system.getCpuLoad(), system.getProcessCpuLoad());
    if (wanted != current) {
      LOG.info("Other programs use the processor: {} of {} threads are used.", wanted, most);
      use(wanted);
    }
  }

  private void use(int threads) {
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    Nd4j.getEnvironment().setMaxMasterThreads(threads);
    Nd4j.getEnvironment().setMaxThreads(threads);
    current = threads;
  }

  /** Threads for the share of the processor that other programs leave. */
  private int wanted(double systemLoad, double ownLoad) {
    int cores = Runtime.getRuntime().availableProcessors();
    return wanted(most, cores, systemLoad, ownLoad);
  }

  /**
   * @param most largest number of threads
   * @param systemLoad share of all cores that is in use, 0 to 1; negative if unknown
   * @param ownLoad share that this process uses; negative if unknown
   */
  static int wanted(int most, int cores, double systemLoad, double ownLoad) {
    if (!(systemLoad >= 0 && ownLoad >= 0)) {
      return most;
    }
    double idle = cores * (1 - Math.max(0, systemLoad - ownLoad));
    return (int) Math.max(1, Math.min(most, Math.floor(idle + MARGIN)));
  }
}
