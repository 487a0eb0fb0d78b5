/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.IntFunction;

/**
 * Reads the examples of the next step beside the present one: {@link #draw} draws a step and starts
 * to read the one after it, and {@link #example} then gives those from memory. Draws and examples
 * are those of the sampler and the source that it was made with, bit for bit; what could not be
 * read is thrown when its step is drawn.
 *
 * <p>For steps that are drawn one after the other by one thread.
 */
public final class ReadAhead implements BatchSampler {

  /** Numbers that are held of a batch at most, 16 MB; what is over is read when it is asked for. */
  private static final int MOST_NUMBERS = 1 << 22;

  private final BatchSampler sampler;
  private final IntFunction<float[]> source;
  private long nextStep = -1;
  private Batch present = Batch.EMPTY;
  private CompletableFuture<Batch> next = CompletableFuture.completedFuture(Batch.EMPTY);

  /**
   * @param sampler from now on drawn from by this alone, also on another thread
   * @param source reads an example into a new array; allows calls from several threads
   */
  public ReadAhead(BatchSampler sampler, IntFunction<float[]> source) {
    this.sampler = sampler;
    this.source = source;
  }

  /** The units of a step, and the examples that they hold. */
  private record Batch(List<int[]> units, Map<Integer, float[]> examples) {
    static final Batch EMPTY = new Batch(List.of(), Map.of());
  }

  @Override
  public List<int[]> draw(long step) {
    if (step == nextStep) {
      present = arrived();
    } else {
      close();
      present = read(step);
    }
    long following = step + 1;
    nextStep = following;
    next = CompletableFuture.supplyAsync(() -> read(following));
    return present.units();
  }

  @Override
  public int expectedUnits() {
    return sampler.expectedUnits();
  }

  /** An example; those of the step that was drawn last come from memory. Not to be changed. */
  public float[] example(int index) {
    float[] held = present.examples().get(index);
    return held == null ? source.apply(index) : held;
  }

  private Batch arrived() {
    try {
      return next.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  private Batch read(long step) {
    List<int[]> units = sampler.draw(step);
    Map<Integer, float[]> examples = new HashMap<>();
    int numbers = 0;
    for (int[] unit : units) {
      for (int index : unit) {
        if (numbers < MOST_NUMBERS && !examples.containsKey(index)) {
          float[] example = source.apply(index);
          examples.put(index, example);
          numbers += example.length;
        }
      }
    }
    return new Batch(units, examples);
  }

  /** Waits until nothing is read any more; what could not be read does not matter then. */
  @Override
  public void close() {
    next.handle((batch, failure) -> batch).join();
  }
}
