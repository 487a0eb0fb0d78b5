/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.supervised;

import io.github.veil.core.Progress;
import io.github.veil.network.Executor;
import io.github.veil.network.HostMemory;
import io.github.veil.patch.PatchSource;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Runs a network over the images of patches. */
public final class PatchPrediction {

  private static final int BATCH = 32;

  private PatchPrediction() {}

  /** Receives the network's output for one patch. */
  @FunctionalInterface
  public interface Sink {

    /**
     * @param index index of the patch
     * @param patch the patch as read, order channel, y, x; reused
     * @param output what the network gave for its first channel; reused
     */
    void add(int index, float[] patch, float[] output);
  }

  /**
   * Gives every patch's output to {@code sink}, in order.
   *
   * @throws CancellationException if the user asked to stop
   */
  public static void run(
      ComputationGraph graph, PatchSource patches, Sink sink, Progress progress) {
    int size = patches.size();
    int area = size * size;
    int length = patches.channels() * area;
    int batch = Math.min(BATCH, patches.count());
    float[] read = new float[batch * length];
    float[] images = new float[batch * area];
    try (Executor executor = new Executor(graph, batch, 1, size, size)) {
      float[] outputs = new float[(int) executor.output().length()];
      int width = outputs.length / batch;
      for (int start = 0; start < patches.count(); start += batch) {
        if (progress.isCanceled()) {
          throw new CancellationException("Applying the network was cancelled.");
        }
        int count = Math.min(batch, patches.count() - start);
        for (int i = 0; i < count; i++) {
          patches.read(start + i, read, i * length);
          System.arraycopy(read, i * length, images, i * area, area);
        }
        HostMemory.write(images, 0, executor.input());
        HostMemory.read(executor.forward(false), outputs, 0);
        for (int i = 0; i < count; i++) {
          sink.add(
              start + i,
              Arrays.copyOfRange(read, i * length, (i + 1) * length),
              Arrays.copyOfRange(outputs, i * width, (i + 1) * width));
        }
        progress.report(start + count, patches.count(), "Applying the network to patches");
      }
    }
  }
}
