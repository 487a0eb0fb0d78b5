/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.core.RandomSource;
import io.github.veil.network.Executor;
import io.github.veil.network.GradientSum;
import io.github.veil.network.HostMemory;
import io.github.veil.network.PrivateGradient;
import io.github.veil.patch.PatchSource;
import io.github.veil.privacy.GaussianMechanism;
import io.github.veil.privacy.PrivacyUnit;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The private gradient of the real patches (DP-SGD, Abadi et al. 2016): each unit's gradient is
 * clipped to the clip norm, the sum of all gets Gaussian noise, and is divided by the public
 * expected number of units. The gradient of a volume or patient is the mean over its patches. An
 * empty draw is a step like any other: noise alone.
 */
final class PrivateRealGradient implements RealGradient {

  private final GanNetworks networks;
  private final CriticParts parts;
  private final BatchSampler sampler;
  private final PrivacySettings privacy;
  private final GaussianMechanism mechanism;
  private final double clipNorm;
  private final RandomSource random;
  private final PrivateGradient whole;
  private final PrivateGradient remainder;
  private final INDArray unitGradient;

  /**
   * @param mechanism its clip norm is that of the configuration
   */
  PrivateRealGradient(
      GanNetworks networks,
      CriticParts parts,
      BatchSampler sampler,
      GanConfig config,
      GaussianMechanism mechanism,
      RandomSource random) {
    this.networks = networks;
    this.parts = parts;
    this.sampler = sampler;
    this.privacy = config.privacy();
    this.mechanism = mechanism;
    this.clipNorm = GaussianMechanism.SAFETY * privacy.clipNorm();
    this.random = random;
    boolean byPatch = privacy.unit() == PrivacyUnit.PATCH;
    whole = byPatch ? new PrivateGradient(networks.criticExecutor) : null;
    remainder = byPatch ? new PrivateGradient(networks.criticRemainder) : null;
    unitGradient = byPatch ? null : GanNetworks.gradientBuffer(networks.critic);
  }

  /** The gradient of private training, as it is charged: Poisson sampling, clipping, noise. */
  static PrivateRealGradient of(
      GanNetworks networks,
      PatchSource patches,
      PrivacyUnits units,
      GanConfig config,
      double noiseMultiplier,
      RandomSource random) {
    return of(
        networks, patches, Conditions.none(config.loss()), units, config, noiseMultiplier, random);
  }

  /** As the other, of a critic that is told the patches' conditions. */
  static PrivateRealGradient of(
      GanNetworks networks,
      PatchSource patches,
      Conditions conditions,
      PrivacyUnits units,
      GanConfig config,
      double noiseMultiplier,
      RandomSource random) {
    int batch = config.optimization().batchSize();
    PatchesAhead ahead = PatchesAhead.of(new PoissonSampler(units, batch, random), patches);
    return new PrivateRealGradient(
        networks,
        new CriticParts(networks, ahead, conditions),
        ahead.ahead(),
        config,
        new GaussianMechanism(noiseMultiplier, config.privacy().clipNorm()),
        random);
  }

  @Override
  public double write(INDArray gradient, long step) {
    GradientSum sum = new GradientSum(gradient);
    List<int[]> units = sampler.draw(step);
    if (unitGradient == null) {
      addClippedPatches(units.stream().flatMapToInt(Arrays::stream).toArray(), sum);
    } else {
      units.forEach(unit -> addClippedUnit(unit, sum));
    }
    sum.finish();
    mechanism.releaseMean(HostMemory.view(gradient), sampler.expectedUnits(), random, step);
    HostMemory.written(gradient);
    return Double.NaN;
  }

  private void addClippedPatches(int[] batch, GradientSum sum) {
    parts.differentiate(
        batch,
        1,
        (critic, count) -> privacy.clipping().addSum(clipping(critic), count, clipNorm, sum));
  }

  private PrivateGradient clipping(Executor critic) {
    return critic == networks.criticExecutor ? whole : remainder;
  }

  private void addClippedUnit(int[] unit, GradientSum sum) {
    GradientSum ofUnit = new GradientSum(unitGradient);
    parts.differentiate(
        unit,
        1.0 / unit.length,
        (critic, count) -> {
          critic.backward(true, false);
          ofUnit.add(critic.gradient());
        });
    List<Executor> critic = List.of(networks.criticExecutor);
    if (privacy.clipping().clipUnit(critic, List.of(ofUnit.finish()), clipNorm)) {
      sum.add(unitGradient);
    }
  }

  @Override
  public void close() {
    sampler.close();
    if (unitGradient != null) {
      unitGradient.close();
    } else {
      whole.close();
      remainder.close();
    }
  }
}
