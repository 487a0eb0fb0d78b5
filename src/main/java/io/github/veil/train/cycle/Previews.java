/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import io.github.veil.network.Executor;
import io.github.veil.network.HostMemory;
import java.util.ArrayList;
import java.util.List;

/** Translates fixed slices there and back, as a user of the model would: without dropout. */
final class Previews implements AutoCloseable {

  /** Slices of each set, spread evenly over it. */
  private static final int PER_SET = 3;

  private final Executor g;
  private final Executor f;
  private final int size;
  private final List<float[]> ofX;
  private final List<float[]> ofY;

  /**
   * @param isPrivate whether only public slices may be shown
   */
  Previews(CycleNetworks networks, CycleJob job, boolean isPrivate) {
    g = new Executor(networks.generator(Direction.G), 1);
    f = new Executor(networks.generator(Direction.F), 1);
    size = job.x().size();
    ofX = slices(isPrivate ? job.publicSlices().x() : job.x());
    ofY = slices(isPrivate ? job.publicSlices().y() : job.y());
  }

  private static List<float[]> slices(SliceSource source) {
    List<float[]> slices = new ArrayList<>();
    int count = source == null ? 0 : Math.min(PER_SET, source.count());
    for (int i = 0; i < count; i++) {
      float[] slice = new float[source.channels() * source.size() * source.size()];
      source.fill((int) ((2L * i + 1) * source.count() / (2L * count)), slice);
      slices.add(slice);
    }
    return slices;
  }

  /** The slices with the present weights; null when there is none to show. */
  CyclePreview make(long step) {
    List<CyclePreview.Row> rows = new ArrayList<>();
    ofX.forEach(slice -> rows.add(row(Direction.G, slice, g, f)));
    ofY.forEach(slice -> rows.add(row(Direction.F, slice, f, g)));
    return rows.isEmpty() ? null : new CyclePreview(step, size, rows);
  }

  private static CyclePreview.Row row(
      Direction direction, float[] slice, Executor there, Executor back) {
    float[] translated = translate(there, slice);
    return new CyclePreview.Row(direction, slice.clone(), translated, translate(back, translated));
  }

  private static float[] translate(Executor generator, float[] slice) {
    HostMemory.write(slice, 0, generator.input());
    generator.forward(false);
    float[] translated = new float[(int) generator.output().length()];
    HostMemory.read(generator.output(), translated, 0);
    return translated;
  }

  @Override
  public void close() {
    g.close();
    f.close();
  }
}
