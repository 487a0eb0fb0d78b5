/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.core.RandomSource;
import io.github.veil.patch.PatchSource;
import io.github.veil.privacy.GaussianMechanism;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Private gradients with one fault each, made of the shipped parts. */
final class Sabotage {

  private Sabotage() {}

  /** Gradients enter the sum as they are; noise as claimed. */
  static RealGradient clippingOff(
      GanNetworks networks,
      PatchSource patches,
      PrivacyUnits units,
      GanConfig config,
      double noise,
      RandomSource random) {
    PrivacySettings p = config.privacy();
    PrivacySettings unclipped =
        new PrivacySettings(
            true,
            p.unit(),
            p.noiseMultiplier(),
            0,
            p.delta(),
            false,
            1e9,
            p.patchesPerUnit(),
            p.claimPld());
    GanConfig without =
        new GanConfig(
            config.preset(),
            config.loss(),
            config.networks(),
            config.optimization(),
            config.schedule(),
            unclipped,
            config.seed());
    return new PrivateRealGradient(
        networks,
        new CriticParts(networks, patches, Conditions.none(config.loss())),
        new PoissonSampler(units, config.optimization().batchSize(), random),
        without,
        new GaussianMechanism(noise, p.clipNorm()),
        random);
  }

  static RealGradient noiseAtATenth(
      GanNetworks networks,
      PatchSource patches,
      PrivacyUnits units,
      GanConfig config,
      double noise,
      RandomSource random) {
    return PrivateRealGradient.of(networks, patches, units, config, noise / 10, random);
  }

  /** The sum is divided by how many units were drawn. */
  static RealGradient leakingNormaliser(
      GanNetworks networks,
      PatchSource patches,
      PrivacyUnits units,
      GanConfig config,
      double noise,
      RandomSource random) {
    PoissonSampler sampler = new PoissonSampler(units, config.optimization().batchSize(), random);
    return withSampler(networks, patches, config, noise, random, new ObservedSize(sampler));
  }

  /** Every unit enters twice. */
  static RealGradient unitTwice(
      GanNetworks networks,
      PatchSource patches,
      PrivacyUnits units,
      GanConfig config,
      double noise,
      RandomSource random) {
    PoissonSampler sampler = new PoissonSampler(units, config.optimization().batchSize(), random);
    return withSampler(
        networks,
        patches,
        config,
        noise,
        random,
        new Redrawn(
            sampler,
            unit -> {
              List<int[]> twice = new ArrayList<>(unit);
              twice.addAll(unit);
              return twice;
            }));
  }

  /** Every patch of a patient is clipped and counted as a unit of its own. */
  static RealGradient patchesAsUnits(
      GanNetworks networks,
      PatchSource patches,
      PrivacyUnits units,
      GanConfig config,
      double noise,
      RandomSource random) {
    PoissonSampler sampler = new PoissonSampler(units, config.optimization().batchSize(), random);
    return withSampler(
        networks,
        patches,
        config,
        noise,
        random,
        new Redrawn(
            sampler,
            drawn -> {
              List<int[]> single = new ArrayList<>();
              for (int[] unit : drawn) {
                for (int patch : unit) {
                  single.add(new int[] {patch});
                }
              }
              return single;
            }));
  }

  private static RealGradient withSampler(
      GanNetworks networks,
      PatchSource patches,
      GanConfig config,
      double noise,
      RandomSource random,
      BatchSampler sampler) {
    return new PrivateRealGradient(
        networks,
        new CriticParts(networks, patches, Conditions.none(config.loss())),
        sampler,
        config,
        new GaussianMechanism(noise, config.privacy().clipNorm()),
        random);
  }

  private record Redrawn(BatchSampler sampler, UnaryOperator<List<int[]>> change)
      implements BatchSampler {
    @Override
    public List<int[]> draw(long step) {
      return change.apply(sampler.draw(step));
    }

    @Override
    public int expectedUnits() {
      return sampler.expectedUnits();
    }
  }

  private static final class ObservedSize implements BatchSampler {

    private final BatchSampler sampler;
    private int drawn;

    ObservedSize(BatchSampler sampler) {
      this.sampler = sampler;
    }

    @Override
    public List<int[]> draw(long step) {
      List<int[]> units = sampler.draw(step);
      drawn = (int) units.stream().filter(unit -> unit.length > 0).count();
      return units;
    }

    @Override
    public int expectedUnits() {
      return Math.max(1, drawn);
    }
  }
}
