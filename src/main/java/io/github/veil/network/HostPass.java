/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One pass over arrays in host memory, value by value: pieces of them are copied into arrays that
 * stay in the processor's cache, for loops that Java's compiler vectorises. ND4J's operations on
 * whole arrays go through memory once each. Every value is computed by itself, so that results do
 * not depend on the number of threads.
 */
final class HostPass {

  private static final int PIECE = 1 << 12;

  private HostPass() {}

  /** Computes with the first n values of every piece. */
  @FunctionalInterface
  interface Loop {
    void run(int n, float[][] pieces);
  }

  /**
   * Runs {@code loop} over contiguous float arrays of the same length.
   *
   * @param unchanged how many of the arrays are only read: the first ones
   */
  static void run(int unchanged, Loop loop, INDArray... arrays) {
    FloatBuffer[] buffers = new FloatBuffer[arrays.length];
    for (int k = 0; k < arrays.length; k++) {
      buffers[k] = HostMemory.view(arrays[k]);
    }
    run(unchanged, loop, buffers);
    for (int k = unchanged; k < arrays.length; k++) {
      HostMemory.written(arrays[k]);
    }
  }

  /** As {@link #run(int, Loop, INDArray...)}, for views of arrays. */
  static void run(int unchanged, Loop loop, FloatBuffer... buffers) {
    int length = buffers[0].limit();
    HostTasks.run(
        (length + PIECE - 1) / PIECE,
        (first, end) -> runPieces(unchanged, loop, buffers, first * PIECE, end * PIECE));
  }

  /** As {@link #run(int, Loop, INDArray...)}, on the thread that calls. */
  static void runHere(int unchanged, Loop loop, FloatBuffer... buffers) {
    runPieces(unchanged, loop, buffers, 0, buffers[0].limit());
  }

  private static void runPieces(
      int unchanged, Loop loop, FloatBuffer[] buffers, int from, int limit) {
    int end = Math.min(buffers[0].limit(), limit);
    float[][] pieces = new float[buffers.length][Math.min(PIECE, end - from)];
    for (int i = from; i < end; i += PIECE) {
      int n = Math.min(PIECE, end - i);
      for (int k = 0; k < buffers.length; k++) {
        buffers[k].get(i, pieces[k], 0, n);
      }
      loop.run(n, pieces);
      for (int k = unchanged; k < buffers.length; k++) {
        buffers[k].put(i, pieces[k], 0, n);
      }
    }
  }
}
