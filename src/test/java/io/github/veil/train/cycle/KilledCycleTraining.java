/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import io.github.veil.core.Progress;
import java.io.IOException;
import java.nio.file.Path;

/** A training that is killed by the operating system between two checkpoints. */
public final class KilledCycleTraining {

  static final long STEPS = 7;

  /** What a shell reports of a process ended by signal 9. */
  static final int SIGKILL_STATUS = 128 + 9;

  private KilledCycleTraining() {}

  public static void main(String[] args) throws Exception {
    CycleJob job = CycleTrainingTest.job(CycleTrainingTest.config(false, STEPS), Path.of(args[0]));
    CycleTraining.start(job, CycleListener.NONE, killAfter(5));
  }

  private static Progress killAfter(long steps) {
    return (done, total, message) -> {
      if (done == steps) {
        kill();
      }
    };
  }

  private static void kill() {
    try {
      String self = Long.toString(ProcessHandle.current().pid());
      new ProcessBuilder("kill", "-9", self).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
