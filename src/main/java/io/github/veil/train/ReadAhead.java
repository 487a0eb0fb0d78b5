/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Reads the patches of the next critic step beside the present one: {@link #sampler} draws a step
 * and starts to read the one after it, and {@link #patches} then gives those from memory. Draws and
 * patches are those of the sampler and source that it was made with, bit for bit.
 *
 * <p>For steps that are drawn one after the other by one thread.
 */
final class ReadAhead {

  /** Numbers that are held of a batch at most, 16 MB; what is over is read when it is asked for. */
  private static final int MOST_NUMBERS = 1 << 22;

  private final BatchSampler sampler;
  private final PatchSource patches;
  private final int patchLength;
  private long nextStep = -1;
  private List<int[]> nextUnits;
  private Batch present = Batch.EMPTY;
  private CompletableFuture<Batch> next = CompletableFuture.completedFuture(Batch.EMPTY);

  /**
   * @param patches allows reading from several threads
   */
  ReadAhead(BatchSampler sampler, PatchSource patches) {
    this.sampler = sampler;
    this.patches = patches;
    patchLength = patches.channels() * patches.size() * patches.size();
  }

  /** Patches one after the other, and where each starts. */
  private record Batch(Map<Integer, Integer> starts, float[] pixels) {
    static final Batch EMPTY = new Batch(Map.of(), new float[0]);
  }

  private List<int[]> draw(long step) {
    List<int[]> units = step == nextStep ? nextUnits : sampler.draw(step);
    present = step == nextStep ? arrived() : Batch.EMPTY;
    nextStep = step + 1;
    nextUnits = sampler.draw(nextStep);
    int[] indices = nextUnits.stream().flatMapToInt(Arrays::stream).distinct().toArray();
    next = CompletableFuture.supplyAsync(() -> read(indices));
    return units;
  }

  private Batch arrived() {
    try {
      return next.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private Batch read(int[] indices) {
    int count = Math.min(indices.length, MOST_NUMBERS / patchLength);
    float[] pixels = new float[count * patchLength];
    Map<Integer, Integer> starts = new HashMap<>();
    for (int i = 0; i < count; i++) {
      patches.read(indices[i], pixels, i * patchLength);
      starts.put(indices[i], i * patchLength);
    }
    return new Batch(starts, pixels);
  }

  /** The sampler; drawing a step starts the reading of the next one. */
  BatchSampler sampler() {
    return new BatchSampler() {
      @Override
      public List<int[]> draw(long step) {
        return ReadAhead.this.draw(step);
      }

      @Override
      public int expectedUnits() {
        return sampler.expectedUnits();
      }
    };
  }

  /** The patches; those of the step that was drawn last come from memory. */
  PatchSource patches() {
    return new PatchSource() {
      @Override
      public int count() {
        return patches.count();
      }

      @Override
      public int size() {
        return patches.size();
      }

      @Override
      public int channels() {
        return patches.channels();
      }

      @Override
      public void read(int index, float[] target, int offset) {
        Integer start = present.starts().get(index);
        if (start == null) {
          patches.read(index, target, offset);
        } else {
          System.arraycopy(present.pixels(), start, target, offset, patchLength);
        }
      }

      @Override
      public List<PatchRow> rows() {
        return patches.rows();
      }
    };
  }
}
