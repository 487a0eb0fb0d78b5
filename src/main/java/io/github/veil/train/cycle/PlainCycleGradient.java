/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import io.github.veil.core.RandomSource;
import io.github.veil.train.BatchSampler;
import io.github.veil.train.ReadAhead;
import io.github.veil.train.ShuffledSampler;
import io.github.veil.train.cycle.CyclePass.Exchange;
import io.github.veil.train.cycle.CyclePass.Side;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The mean gradient of a batch of each set, without privacy. */
final class PlainCycleGradient implements CycleGradient {

  private final CyclePass pass;
  private final RandomSource random;
  private final SliceFeed feedX;
  private final SliceFeed feedY;
  private final ReadAhead samplerX;
  private final ReadAhead samplerY;
  private final CycleNetworks networks;
  private final double weight;

  PlainCycleGradient(
      CycleNetworks networks, CycleConfig config, CycleJob job, RandomSource random) {
    int batch = config.optimization().batchSize();
    this.networks = networks;
    this.random = random;
    pass = new CyclePass(networks.graphs(), config.losses(), batch);
    samplerX = sampler(job.x(), batch, random.split("set x"));
    samplerY = sampler(job.y(), batch, random.split("set y"));
    feedX = new SliceFeed(new SlicesAhead(job.x(), samplerX, 0), config.augmentation());
    feedY = new SliceFeed(new SlicesAhead(job.y(), samplerY, 0), config.augmentation());
    weight = 1.0 / batch;
  }

  private static ReadAhead sampler(SliceSource slices, int batch, RandomSource random) {
    return new ReadAhead(
        new ShuffledSampler(slices.count(), batch, random),
        index -> SlicesAhead.read(slices, index));
  }

  @Override
  public CycleHistory.Losses compute(long step) {
    pass.drawMasks(random.generator("dropout", step));
    Side x = side(samplerX, feedX, "augmentation x", networks.bufferY(), step);
    Side y = side(samplerY, feedY, "augmentation y", networks.bufferX(), step);
    return pass.run(x, y, false);
  }

  /**
   * @param buffer for translations of this side, which its critic in the other set sees; or null
   */
  private Side side(
      BatchSampler sampler, SliceFeed feed, String purpose, ImageBuffer buffer, long step) {
    int[] indices = sampler.draw(step).stream().flatMapToInt(Arrays::stream).toArray();
    float[] slices = feed.read(indices, random.generator(purpose, step));
    return new Side(slices, weight, exchange(buffer, "buffer after " + purpose, step));
  }

  private Exchange exchange(ImageBuffer buffer, String purpose, long step) {
    return buffer == null
        ? Exchange.NONE
        : images -> buffer.exchange(images, random.generator(purpose, step));
  }

  @Override
  public List<INDArray> gradients() {
    return pass.gradients();
  }

  @Override
  public void close() {
    samplerX.close();
    samplerY.close();
    pass.close();
  }
}
