/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch.slice;

import io.github.veil.image.IntensityScaling;
import io.github.veil.image.Volume;
import io.github.veil.patch.Plane;
import io.github.veil.patch.Slices;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The slices of one scan, scaled and fitted. Not safe for use by several threads. */
public final class ScanSlices {

  private final List<Slices> slices = new ArrayList<>();
  private final List<DoubleUnaryOperator> scalers = new ArrayList<>();
  private final SliceFit fit;

  /**
   * @param scaling applied to each channel by itself
   * @throws IllegalArgumentException if a channel has no contrast to scale
   */
  public ScanSlices(Scan scan, SliceConfig config, IntensityScaling scaling) {
    Plane plane = config.plane();
    for (Volume channel : scan.channels()) {
      slices.add(new Slices(channel.data(), plane));
      scalers.add(scaling.scaler(channel));
    }
    double[] pixel = plane.permute(scan.channels().get(0).geometry().voxelSize());
    Slices any = slices.get(0);
    this.fit = SliceFit.of(any.width(), any.height(), pixel[0], pixel[1], config);
  }

  public int channels() {
    return slices.size();
  }

  /** Number of slices. */
  public int count() {
    return slices.get(0).count();
  }

  public SliceFit fit() {
    return fit;
  }

  /**
   * One slice on its canvas, a new array; slices beyond the ends are the last ones there are.
   *
   * @param slice counted from 0
   */
  public float[] canvas(int channel, int slice) {
    float[] pixels = slices.get(channel).read(Math.max(0, Math.min(count() - 1, slice)));
    DoubleUnaryOperator scaler = scalers.get(channel);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) scaler.applyAsDouble(pixels[i]);
    }
    return fit.canvas(pixels);
  }
}
