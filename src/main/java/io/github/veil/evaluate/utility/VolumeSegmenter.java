/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.utility;

import io.github.veil.core.Progress;
import io.github.veil.evaluate.segmentation.Mask;
import io.github.veil.image.Volume;
import io.github.veil.network.Engine;
import io.github.veil.network.Executor;
import io.github.veil.network.HostMemory;
import io.github.veil.network.SegmentationArchitecture;
import io.github.veil.network.Threads;
import io.github.veil.patch.Slices;
import io.github.veil.patch.slice.AxisTiles;
import io.github.veil.patch.slice.SliceBlender;
import io.github.veil.patch.slice.SlicesOut;
import io.github.veil.train.supervised.SegmentationLoss;
import io.github.veil.train.supervised.SegmentationModel;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleUnaryOperator;

/**
 * Applies a segmenting network to whole volumes, slice by slice and tile by tile. Besides the
 * volumes only one slice and one tile are held. Not safe for use by several threads.
 */
public final class VolumeSegmenter implements AutoCloseable {

  private static final float BACKGROUND = -1;

  private final SegmentationModel model;
  private final InferenceConfig config;
  private final int multiple;
  private Executor executor;

  /**
   * @param model stays the caller's
   */
  public VolumeSegmenter(SegmentationModel model, InferenceConfig config) {
    Engine.start();
    new Threads();
    this.model = model;
    this.config = config;
    SegmentationArchitecture architecture = model.card().config().architecture();
    this.multiple = architecture.multiple();
  }

  /**
   * The probability of foreground in every voxel.
   *
   * @param volume any size; slices that are smaller than a tile are padded with background
   * @return values 0 to 1 on the volume's grid, with its geometry
   * @throws CancellationException if the user asked to stop
   */
  public Volume probability(Volume volume, Progress progress) {
    Slices slices = new Slices(volume.data(), config.plane());
    AxisTiles columns = AxisTiles.of(slices.width(), config.tile(), config.overlap(), multiple);
    AxisTiles rows = AxisTiles.of(slices.height(), config.tile(), config.overlap(), multiple);
    prepare(columns.tile(), rows.tile());
    DoubleUnaryOperator scaler = config.scaling().scaler(volume);
    SlicesOut result = new SlicesOut(volume.data().dimensionsAsLongArray(), config.plane());
    SliceBlender blender = new SliceBlender(columns, rows);
    float[] tile = new float[columns.tile() * rows.tile()];
    for (int slice = 0; slice < slices.count(); slice++) {
      if (progress.isCanceled()) {
        throw new CancellationException("Segmenting \"" + volume.name() + "\" was cancelled.");
      }
      float[] pixels = slices.read(slice);
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (float) scaler.applyAsDouble(pixels[i]);
      }
      for (int row = 0; row < rows.starts().length; row++) {
        for (int column = 0; column < columns.starts().length; column++) {
          cut(pixels, columns, column, rows, row, tile);
          apply(tile);
          blender.add(tile, column, row);
        }
      }
      result.put(blender.finish(), slice);
      progress.report(slice + 1L, slices.count(), "Segmenting " + volume.name());
    }
    return new Volume(volume.name() + " probability", result.volume(), volume.geometry());
  }

  /** Foreground where a probability is at least the threshold. */
  public Mask mask(Volume probability) {
    return Mask.of(probability.data(), value -> value >= config.threshold());
  }

  private void prepare(int width, int height) {
    if (executor != null
        && executor.input().size(3) == width
        && executor.input().size(2) == height) {
      return;
    }
    close();
    executor = new Executor(model.graph(), 1, 1, height, width);
  }

  private void apply(float[] tile) {
    HostMemory.write(tile, 0, executor.input());
    HostMemory.read(executor.forward(false), tile, 0);
    for (int i = 0; i < tile.length; i++) {
      tile[i] = (float) SegmentationLoss.logistic(tile[i]);
    }
  }

  private static void cut(
      float[] pixels, AxisTiles columns, int column, AxisTiles rows, int row, float[] tile) {
    int left = columns.starts()[column];
    int top = rows.starts()[row];
    int width = Math.min(columns.tile(), columns.length() - left);
    int height = Math.min(rows.tile(), rows.length() - top);
    if (width < columns.tile() || height < rows.tile()) {
      Arrays.fill(tile, BACKGROUND);
    }
    for (int y = 0; y < height; y++) {
      System.arraycopy(
          pixels, (top + y) * columns.length() + left, tile, y * columns.tile(), width);
    }
  }

  /** Frees the buffers; the model stays usable. */
  @Override
  public void close() {
    if (executor != null) {
      executor.close();
      executor = null;
    }
  }
}
