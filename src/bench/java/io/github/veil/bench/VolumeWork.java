/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.bench;

import io.github.veil.core.Progress;
import io.github.veil.core.RandomSource;
import io.github.veil.evaluate.utility.InferenceConfig;
import io.github.veil.evaluate.utility.VolumeSegmenter;
import io.github.veil.image.Geometry;
import io.github.veil.image.IntensityScaling;
import io.github.veil.image.Volume;
import io.github.veil.network.Engine;
import io.github.veil.patch.Plane;
import io.github.veil.train.supervised.LossHistory;
import io.github.veil.train.supervised.SegmentationCard;
import io.github.veil.train.supervised.SegmentationConfig;
import io.github.veil.train.supervised.SegmentationModel;
import java.util.List;
import java.util.random.RandomGenerator;
import net.imglib2.img.array.ArrayImgs;

/** Segmenting a volume of 312 x 384 pixels and {@code slices} slices by a U-Net; a step is all. */
final class VolumeWork implements Work {

  private static final int WIDTH = 312;
  private static final int HEIGHT = 384;

  private final SegmentationModel model;
  private final VolumeSegmenter segmenter;
  private final Volume volume;

  private VolumeWork(int base, int slices) {
    SegmentationConfig config = SegmentationConfig.halfUNet().withBase(base);
    SegmentationCard card =
        new SegmentationCard(SegmentationCard.FORMAT, config, 96, 2, 1, 0, null, "");
    model =
        new SegmentationModel(config.architecture().segmenter(1), card, new LossHistory(List.of()));
    segmenter =
        new VolumeSegmenter(
            model,
            new InferenceConfig(
                Plane.AXIAL,
                IntensityScaling.ofRange(0, 1),
                InferenceConfig.DEFAULT_TILE,
                InferenceConfig.DEFAULT_OVERLAP,
                InferenceConfig.DEFAULT_THRESHOLD));
    float[] values = new float[WIDTH * HEIGHT * slices];
    RandomGenerator random = RandomSource.seeded(1).generator("volume", 0);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    volume =
        new Volume(
            "volume",
            ArrayImgs.floats(values, WIDTH, HEIGHT, slices),
            Geometry.ofVoxelSize(0.5, 0.5, 0.7, "mm"));
  }

  static Work create(Options options) {
    Engine.start();
    return new VolumeWork(options.integer("base"), options.integer("slices"));
  }

  @Override
  public void step() {
    segmenter.probability(volume, Progress.NONE);
  }

  @Override
  public void close() {
    segmenter.close();
    model.close();
  }
}
