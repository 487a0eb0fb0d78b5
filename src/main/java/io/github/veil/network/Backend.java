/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.util.Optional;

/**
 * What really computes.
 *
 * @param device "CPU" or "CUDA"
 * @param oneDnn whether the CPU build has Intel's oneDNN; meaningless on CUDA
 * @param threads threads of the CPU's linear algebra
 * @param version ND4J's version
 */
public record Backend(String device, boolean oneDnn, int threads, String version) {

  private static final String GPU_BACKEND = "org/nd4j/linalg/jcublas/JCublasBackend.class";

  /** One line, for instance "CPU, oneDNN, 2 threads, ND4J 1.0.0-M2.1". */
  public String description() {
    if (!isCpu()) {
      return device + ", ND4J " + version;
    }
    String dnn = oneDnn ? "oneDNN" : "no oneDNN";
    String count = threads == 1 ? "1 thread" : threads + " threads";
    return String.join(", ", device, dnn, count, "ND4J " + version);
  }

  /** A sentence for the user when training will be needlessly slow. */
  public Optional<String> warning() {
    if (isCpu() && !oneDnn) {
      return Optional.of(
          "ND4J runs without oneDNN, so training is 3 to 8 times slower than it could be; install"
              + " the nd4j-native jar whose name ends in -onednn-avx2 and remove the plain one.");
    }
    return Optional.empty();
  }

  /**
   * A sentence for the user when the CPU computes although the GPU backend is installed.
   *
   * @param loader where the GPU backend is looked for
   */
  Optional<String> withoutGpu(ClassLoader loader) {
    if (isCpu() && loader.getResource(GPU_BACKEND) != null) {
      return Optional.of(
          "The GPU backend is installed, but no GPU answers, so the CPU computes; see docs/gpu.md"
              + " for the cards and drivers it needs, and check with nvidia-smi.");
    }
    return Optional.empty();
  }

  private boolean isCpu() {
    return device.equals("CPU");
  }
}
