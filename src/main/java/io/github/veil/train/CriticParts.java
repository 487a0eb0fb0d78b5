/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.network.Executor;
import io.github.veil.network.HostMemory;
import io.github.veil.patch.PatchSource;

/**
 * Passes real patches through the critic in parts that its executors can hold, and sets what its
 * backward pass starts from.
 */
final class CriticParts {

  private final GanNetworks networks;
  private final PatchSource patches;
  private final Conditions conditions;
  private final int patchLength;
  private final int codeLength;
  private final float[] images;
  private final float[] codes;

  CriticParts(GanNetworks networks, PatchSource patches, Conditions conditions) {
    this.networks = networks;
    this.patches = patches;
    this.conditions = conditions;
    patchLength = patches.channels() * patches.size() * patches.size();
    codeLength = conditions.schema().width();
    int batch = GanNetworks.batch(networks.criticExecutor);
    images = new float[batch * patchLength];
    codes = new float[batch * codeLength];
  }

  /** What happens with a part whose first {@code count} examples are real. */
  @FunctionalInterface
  interface Consumer {
    void accept(Executor critic, int count);
  }

  /**
   * Takes the patches of these indices part by part: forward pass, derivative of each one's loss
   * times {@code weight} in the critic's output gradient, then {@code consumer}.
   *
   * @return the sum of the losses: private data
   */
  double differentiate(int[] indices, double weight, Consumer consumer) {
    int whole = GanNetworks.batch(networks.criticExecutor);
    int small = GanNetworks.batch(networks.criticRemainder);
    double loss = 0;
    int start = 0;
    while (start < indices.length) {
      int left = indices.length - start;
      boolean large = left > whole - small;
      Executor critic = large ? networks.criticExecutor : networks.criticRemainder;
      int count = Math.min(left, large ? whole : small);
      for (int i = 0; i < count; i++) {
        patches.read(indices[start + i], images, i * patchLength);
        conditions.real().read(indices[start + i], codes, i * codeLength);
      }
      HostMemory.write(images, 0, critic.input());
      critic.forward(true);
      loss += conditions.loss().real(critic, count, weight, codes).loss();
      consumer.accept(critic, count);
      start += count;
    }
    return loss;
  }
}
