/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.translate;

import io.github.veil.core.Progress;
import io.github.veil.image.IntensityScaling;
import io.github.veil.image.Volume;
import io.github.veil.patch.slice.Scan;
import io.github.veil.patch.slice.ScanSlices;
import io.github.veil.patch.slice.SliceConfig;
import io.github.veil.patch.slice.SliceFit;
import io.github.veil.patch.slice.SlicesOut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Translates whole scans, slice by slice. Where a slice is larger than a working image, tiles that
 * overlap are blended. Where the network sees neighbouring slices it also translates them: each
 * slice is then the mean over all windows it was in, weighted by how near their middle it was, so
 * that the volume is smooth across slices. Slices without any content stay background. Besides the
 * volumes a few slices are held. Not safe for use by several threads.
 */
public final class ScanTranslation {

  private final SliceTranslator translator;
  private final SliceConfig config;
  private final IntensityScaling scaling;
  private final OutputIntensities intensities;
  private final int channels;

  /**
   * @param translator takes and gives, for each channel of a scan, all slices of a window
   * @param config as in training
   * @param scaling of the scans that are translated, as in training
   * @param intensities what the result's intensities are
   * @param channels of a translated scan
   */
  public ScanTranslation(
      SliceTranslator translator,
      SliceConfig config,
      IntensityScaling scaling,
      OutputIntensities intensities,
      int channels) {
    this.translator = translator;
    this.config = config;
    this.scaling = scaling;
    this.intensities = intensities;
    this.channels = channels;
  }

  /**
   * @return one volume for each channel that comes out, on the scan's grid and with its geometry
   * @throws IllegalArgumentException if a channel has no contrast to scale
   * @throws CancellationException if the user asked to stop
   */
  public List<Volume> translate(Scan scan, Progress progress) {
    ScanSlices slices = new ScanSlices(scan, config, scaling);
    SliceWindow window = new SliceWindow(slices, config.neighbours());
    long[] size = scan.channels().get(0).data().dimensionsAsLongArray();
    List<SlicesOut> volumes = new ArrayList<>();
    for (int channel = 0; channel < channels; channel++) {
      volumes.add(new SlicesOut(size, config.plane()));
    }
    WindowMean mean =
        new WindowMean(
            config.neighbours(),
            slices.count(),
            (slice, canvases) -> write(slices.fit(), slice, canvases, volumes));
    for (int slice = 0; slice < slices.count(); slice++) {
      if (progress.isCanceled()) {
        throw new CancellationException("Translating \"" + scan.id() + "\" was cancelled.");
      }
      mean.add(slice, translated(slices.fit(), window.around(slice)));
      progress.report(slice + 1L, slices.count(), "Translating " + scan.id());
    }
    Volume any = scan.channels().get(0);
    return volumes.stream()
        .map(out -> new Volume(any.name(), out.volume(), any.geometry()))
        .toList();
  }

  /** Canvases as the network gives them: by channel, and within a channel slice by slice. */
  private float[][] translated(SliceFit fit, float[][][] window) {
    if (!SliceWindow.hasContent(window)) {
      float[] background = new float[window[0][0].length];
      Arrays.fill(background, SliceConfig.BACKGROUND);
      return Collections.nCopies(channels * config.depth(), background).toArray(float[][]::new);
    }
    int pixels = config.size() * config.size();
    int planes = window.length * config.depth();
    float[] images = new float[fit.tiles() * planes * pixels];
    int at = 0;
    for (int tile = 0; tile < fit.tiles(); tile++) {
      for (float[][] channel : window) {
        for (float[] canvas : channel) {
          fit.cut(canvas, tile, images, at);
          at += pixels;
        }
      }
    }
    return fit.blend(translator.translate(images, fit.tiles()), channels * config.depth());
  }

  private void write(SliceFit fit, int slice, float[][] canvases, List<SlicesOut> volumes) {
    for (int channel = 0; channel < channels; channel++) {
      float[] pixels = fit.slice(canvases[channel]);
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = intensities.of(pixels[i]);
      }
      volumes.get(channel).put(pixels, slice);
    }
  }
}
