/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;

/**
 * What privacy costs in a critic step: the plain step, the clipped one and the noised one take
 * turns in one process, so that a machine busy with other work meets all alike. Prints the medians
 * of CPU milliseconds per step, and of their ratios. Run on one thread: OMP_NUM_THREADS=1 and
 * -Djava.util.concurrent.ForkJoinPool.common.parallelism=0.
 */
public final class PrivacyCost {

  private PrivacyCost() {}

  /**
   * @param arguments size=, base=, batch=, turn= (steps to a turn), rounds=, warmup= (rounds that
   *     do not count)
   */
  public static void main(String[] arguments) throws Exception {
    Options options = Options.parse(arguments, 0);
    CriticWork.Kind[] kinds = CriticWork.Kind.values();
    CriticWork[] works = new CriticWork[kinds.length];
    Arrays.setAll(works, i -> CriticWork.create(options, kinds[i]));
    int rounds = options.integer("rounds");
    double[][] times = new double[kinds.length][rounds];
    for (int round = -options.integer("warmup"); round < rounds; round++) {
      for (int i = 0; i < works.length; i++) {
        double time = milliseconds(works[i], options.integer("turn"));
        if (round >= 0) {
          times[i][round] = time;
        }
      }
    }
    for (int i = 0; i < kinds.length; i++) {
      double[] ratios = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        ratios[round] = times[i][round] / times[0][round];
      }
      System.out.printf(
          Locale.ROOT, "%s: %.1f ms, %.2f%n", kinds[i], median(times[i]), median(ratios));
      works[i].close();
    }
  }

  private static double milliseconds(CriticWork work, int steps) {
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    long start = thread.getCurrentThreadCpuTime();
    for (int i = 0; i < steps; i++) {
      work.step();
    }
    return (thread.getCurrentThreadCpuTime() - start) / 1e6 / steps;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
