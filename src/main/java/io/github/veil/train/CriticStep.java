/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.core.RandomSource;
import io.github.veil.network.Executor;
import io.github.veil.network.GradientSum;
import io.github.veil.network.Ops;
import io.github.veil.network.PrivateGradient;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One step of the critic: the gradient of real patches, the gradient of as many generated ones, the
 * optimiser, and bounds on the weights. Given the generator, generated patches depend on no
 * patient: their gradient costs no privacy. In private training it is clipped example by example
 * all the same, so that real and generated patches pull with equal strength.
 */
final class CriticStep implements AutoCloseable {

  private final GanNetworks networks;
  private final GanConfig config;
  private final Conditions conditions;
  private final RealGradient real;
  private final RandomSource random;
  private final float[] codes;
  private final PrivateGradient clipping;
  private final INDArray gradient;
  private final INDArray fakeGradient;

  CriticStep(
      GanNetworks networks,
      GanConfig config,
      Conditions conditions,
      RealGradient real,
      RandomSource random) {
    this.networks = networks;
    this.config = config;
    this.conditions = conditions;
    this.codes = networks.codes(conditions);
    this.real = real;
    this.random = random;
    boolean clips = config.privacy().enabled();
    clipping = clips ? new PrivateGradient(networks.criticExecutor) : null;
    gradient = GanNetworks.gradientBuffer(networks.critic);
    fakeGradient = clips ? GanNetworks.gradientBuffer(networks.critic) : null;
  }

  /**
   * Takes critic step {@code step} and updates the critic's weights.
   *
   * @return mean critic loss; NaN with privacy, where it must not be known
   */
  double run(long step) {
    double loss = real.write(gradient, step) + addFake(step);
    INDArray weights = networks.critic.params();
    networks.criticOptimizer.apply(gradient, weights);
    if (config.optimization().weightClip() > 0) {
      Ops.clip(weights, config.optimization().weightClip());
    }
    if (networks.spectralNorm != null) {
      networks.spectralNorm.apply();
    }
    return loss;
  }

  private double addFake(long step) {
    int batch = config.optimization().batchSize();
    FakeInputs inputs = FakeInputs.forCritic(conditions, random, step);
    GradientSum clipped = clipping == null ? null : new GradientSum(fakeGradient);
    double sum = 0;
    for (int start = 0; start < batch; start += GanNetworks.batch(networks.criticExecutor)) {
      int count = Math.min(batch - start, GanNetworks.batch(networks.criticExecutor));
      networks.forwardFake(inputs, codes);
      sum += addFakePart(count, batch, clipped);
    }
    if (clipping != null) {
      Ops.addTimes(1.0 / batch, clipped.finish(), gradient);
    }
    return sum / batch;
  }

  private double addFakePart(int count, int batch, GradientSum clipped) {
    Executor critic = networks.criticExecutor;
    double weight = clipping == null ? 1.0 / batch : 1;
    double sum = conditions.loss().fake(critic, count, weight, codes).loss();
    if (clipping == null) {
      critic.backward(true, false);
      Ops.add(critic.gradient(), gradient);
    } else {
      PrivacySettings privacy = config.privacy();
      privacy.clipping().addSum(clipping, count, privacy.clipNorm(), clipped);
    }
    return sum;
  }

  @Override
  public void close() {
    real.close();
    gradient.close();
    if (clipping != null) {
      clipping.close();
      fakeGradient.close();
    }
  }
}
