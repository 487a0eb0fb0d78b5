/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.core.RandomSource;
import io.github.veil.network.Executor;
import io.github.veil.network.Ops;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One step of the generator: post-processing of the critic, so it costs no privacy. */
final class GeneratorStep implements AutoCloseable {

  private final GanNetworks networks;
  private final int batch;
  private final Conditions conditions;
  private final RandomSource random;
  private final INDArray gradient;
  private final float[] codes;
  private final ModeSeeking modeSeeking;

  GeneratorStep(
      GanNetworks networks, GanConfig config, Conditions conditions, RandomSource random) {
    this.networks = networks;
    this.batch = config.optimization().batchSize();
    this.conditions = conditions;
    this.random = random;
    this.gradient = GanNetworks.gradientBuffer(networks.generator);
    this.codes = networks.codes(conditions);
    double diversity = config.regularization().diversity();
    this.modeSeeking = diversity > 0 ? modeSeeking(diversity, config.networks().latent()) : null;
  }

  private ModeSeeking modeSeeking(double diversity, int latents) {
    int numbers = (int) networks.generatorExecutor.input().size(1);
    GeneratorInput order = new GeneratorInput(numbers, conditions.schema().width());
    return new ModeSeeking(diversity, order.latent(latents), latents);
  }

  /**
   * What a step found before it changed the generator.
   *
   * @param loss mean generator loss
   * @param rejected share of generated patches that the critic took for generated
   */
  record Outcome(double loss, double rejected) {}

  /** Takes generator step {@code iteration} and updates the generator's weights. */
  Outcome run(long iteration) {
    Executor critic = networks.criticExecutor;
    Executor generator = networks.generatorExecutor;
    FakeInputs inputs = FakeInputs.forGenerator(conditions, random, iteration, modeSeeking != null);
    Ops.clear(gradient);
    double loss = 0;
    double rejected = 0;
    for (int start = 0; start < batch; start += GanNetworks.batch(critic)) {
      int count = Math.min(batch - start, GanNetworks.batch(critic));
      networks.forwardFake(inputs, codes);
      CriticLoss.Sum sum = conditions.loss().generator(critic, count, 1.0 / batch, codes);
      loss += sum.loss();
      rejected += sum.rejected();
      critic.backward(false, true);
      generator.outputGradient().assign(critic.inputGradient());
      loss += addDiversity(count);
      generator.backward(true, false);
      gradient.addi(generator.gradient());
    }
    networks.generatorOptimizer.apply(gradient, networks.generator.params());
    networks.updateAverage();
    return new Outcome(loss / batch, rejected / batch);
  }

  /** Adds the mode-seeking loss of a part; the sum over its images. */
  private double addDiversity(int count) {
    if (modeSeeking == null) {
      return 0;
    }
    Executor generator = networks.generatorExecutor;
    return count
        * modeSeeking.addTo(
            generator.input(),
            generator.output(),
            generator.outputGradient(),
            count,
            (double) count / batch);
  }

  @Override
  public void close() {
    gradient.close();
  }
}
