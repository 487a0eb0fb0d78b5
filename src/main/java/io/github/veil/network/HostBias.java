/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Adds a bias to images in host memory, some channels at a time. */
final class HostBias {

  /** Values that are added to at once. */
  private static final int PIECE = 1 << 12;

  private HostBias() {}

  /** As {@link Ops#addBias}. */
  static void add(INDArray bias, INDArray x) {
    float[] values = new float[(int) bias.length()];
    HostMemory.read(bias, values, 0);
    FloatBuffer images = HostMemory.view(x);
    int pixels = (int) (x.length() / (x.size(0) * values.length));
    HostTasks.run((int) x.size(0), (first, end) -> add(values, images, pixels, first, end));
    HostMemory.written(x);
  }

  private static void add(float[] bias, FloatBuffer images, int pixels, int first, int end) {
    int group = Math.max(1, PIECE / pixels);
    float[] piece = new float[Math.min(group, bias.length) * pixels];
    for (int i = first; i < end; i++) {
      for (int channel = 0; channel < bias.length; channel += group) {
        int count = Math.min(group, bias.length - channel);
        int start = (i * bias.length + channel) * pixels;
        images.get(start, piece, 0, count * pixels);
        for (int k = 0; k < count; k++) {
          add(bias[channel + k], piece, k * pixels, (k + 1) * pixels);
        }
        images.put(start, piece, 0, count * pixels);
      }
    }
  }

  private static void add(float bias, float[] values, int from, int end) {
    for (int i = from; i < end; i++) {
      values[i] += bias;
    }
  }
}
