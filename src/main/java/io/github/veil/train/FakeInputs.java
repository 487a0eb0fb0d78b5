/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.core.RandomSource;
import io.github.veil.network.HostMemory;
import io.github.veil.train.condition.ConditionSource;
import java.nio.FloatBuffer;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The generator's inputs for one training step ({@link GeneratorInput}): N(0, 1) and the codes of
 * conditions. They follow from the run's randomness and the number of the step alone.
 */
final class FakeInputs {

  private final ConditionSource source;
  private final RandomGenerator latents;
  private final RandomGenerator conditions;
  private final boolean paired;

  private FakeInputs(
      ConditionSource source, RandomSource random, String purpose, long step, boolean paired) {
    this.source = source;
    this.paired = paired;
    this.latents = random.generator("latent of " + purpose, step);
    this.conditions = random.generator("condition of " + purpose, step);
  }

  static FakeInputs forCritic(Conditions conditions, RandomSource random, long step) {
    return new FakeInputs(conditions.generated(), random, "critic step", step, false);
  }

  /**
   * @param paired whether every second example has the condition of the one before it
   */
  static FakeInputs forGenerator(
      Conditions conditions, RandomSource random, long iteration, boolean paired) {
    return new FakeInputs(conditions.generated(), random, "generator step", iteration, paired);
  }

  /** Classes in turn. */
  static FakeInputs forPreview(Conditions conditions, RandomSource random) {
    return new FakeInputs(ConditionSource.inTurn(conditions.schema()), random, "preview", 0, false);
  }

  /**
   * Fills the generator's next batch.
   *
   * @param input [batch, numbers], as {@link GeneratorInput}
   * @param codes receives the conditions, [batch, width]
   */
  void fill(INDArray input, float[] codes) {
    FloatBuffer buffer = HostMemory.view(input);
    int batch = (int) input.size(0);
    int width = codes.length / batch;
    GeneratorInput order = new GeneratorInput((int) input.size(1), width);
    for (int i = 0; i < batch; i++) {
      int at = i * order.length();
      for (int k = 0; k < order.condition(); k++) {
        buffer.put(at + k, (float) latents.nextGaussian());
      }
      if (paired && i % 2 == 1) {
        System.arraycopy(codes, (i - 1) * width, codes, i * width, width);
      } else {
        source.draw(codes, i * width, conditions);
      }
      buffer.put(at + order.condition(), codes, i * width, width);
    }
    HostMemory.written(input);
  }
}
