/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A program that calls an operation many times and says how its resident memory grew. */
final class ManyCalls {

  static final String GROWTH = "growth in kB: ";

  private static final int WARM_UP = 30_000;
  private static final int CALLS = 100_000;

  private ManyCalls() {}

  public static void main(String[] arguments) throws IOException {
    Engine.start();
    INDArray a = Ops.allocate(DataType.FLOAT, 2, 2).assign(1);
    INDArray result = Ops.allocate(DataType.FLOAT, 2, 2);
    long before = 0;
    for (int call = 0; call < WARM_UP + CALLS; call++) {
      if (call == WARM_UP) {
        before = residentKilobytes();
      }
      Ops.matmul(a, false, a, false, result);
    }
    System.out.println(GROWTH + (residentKilobytes() - before));
  }

  private static long residentKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
