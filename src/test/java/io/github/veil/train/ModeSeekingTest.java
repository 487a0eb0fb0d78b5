/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.veil.core.RandomSource;
import io.github.veil.train.condition.ConditionHead;
import io.github.veil.train.condition.ConditionSchema;
import io.github.veil.train.condition.ConditionSource;
import io.github.veil.train.condition.ConditionTable;
import io.github.veil.train.condition.Conditioning;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ModeSeekingTest {

  private static final int FIRST = 3;
  private static final int LATENTS = 5;
  private static final int WIDTH = 2;

  private static INDArray random(long seed, long... shape) {
    RandomGenerator random = RandomSource.seeded(seed).generator("numbers", 0);
    INDArray array = Nd4j.create(DataType.FLOAT, shape);
    for (long i = 0; i < array.length(); i++) {
      array.putScalar(i, random.nextGaussian());
    }
    return array;
  }

  private static double loss(INDArray inputs, INDArray images, int count) {
    INDArray gradient = Nd4j.create(DataType.FLOAT, images.shape());
    return new ModeSeeking(0.3, FIRST, LATENTS).addTo(inputs, images, gradient, count, 1);
  }

  /** Equation 4 of Mao et al. 2019, written out. */
  @Test
  void addTo_twoPairs_isTheFormulaOfThePaper() {
    INDArray inputs = random(1, 4, FIRST + LATENTS + WIDTH);
    INDArray images = random(2, 4, 1, 3, 3);
    double expected = 0;
    for (int pair = 0; pair < 2; pair++) {
      double latents = 0;
      for (int k = FIRST; k < FIRST + LATENTS; k++) {
        latents += Math.abs(inputs.getFloat(2 * pair, k) - inputs.getFloat(2 * pair + 1, k));
      }
      double pixels = 0;
      for (int k = 0; k < 9; k++) {
        pixels += Math.abs(images.getFloat(18 * pair + k) - images.getFloat(18 * pair + 9 + k));
      }
      expected += 0.3 / (pixels / 9 / (latents / LATENTS) + 1e-5) / 2;
    }
    assertEquals(expected, loss(inputs, images, 4), 1e-6);
  }

  @Test
  void addTo_gradient_isThatOfDifferences() {
    INDArray inputs = random(1, 4, FIRST + LATENTS + WIDTH);
    INDArray images = random(2, 4, 1, 3, 3);
    INDArray gradient = Nd4j.ones(DataType.FLOAT, images.shape());
    new ModeSeeking(0.3, FIRST, LATENTS).addTo(inputs, images, gradient, 4, 0.5);
    float step = 1e-3f;
    for (long i = 0; i < images.length(); i++) {
      float value = images.getFloat(i);
      images.putScalar(i, value + step);
      double above = loss(inputs, images, 4);
      images.putScalar(i, value - step);
      double below = loss(inputs, images, 4);
      images.putScalar(i, value);
      double expected = 1 + 0.5 * (above - below) / (2 * step);
      assertEquals(expected, gradient.getFloat(i), 2e-4, "pixel " + i);
    }
  }

  @Test
  void addTo_oneImage_changesNothing() {
    INDArray inputs = random(1, 4, FIRST + LATENTS + WIDTH);
    INDArray gradient = Nd4j.ones(DataType.FLOAT, 4, 1, 3, 3);
    INDArray images = random(2, 4, 1, 3, 3);
    assertEquals(0, new ModeSeeking(0.3, FIRST, LATENTS).addTo(inputs, images, gradient, 1, 1));
    assertEquals(36, gradient.sumNumber().doubleValue());
  }

  @Test
  void fakeInputs_paired_shareTheirConditionAndNotTheirLatents() {
    Conditioning conditioning =
        Conditioning.of(ConditionHead.PROJECTION, "class", Conditioning.UNIFORM);
    SidePatches patches = new SidePatches(20, 1);
    ConditionSchema schema = ConditionTable.schema(conditioning, patches.rows(), false);
    Conditions conditions =
        new Conditions(
            schema,
            new ConditionTable(schema, patches.rows()),
            ConditionSource.ofFrequencies(schema),
            new CriticLoss(AdversarialLoss.HINGE, conditioning, schema));
    int batch = 8;
    float[] codes = new float[batch * schema.width()];
    INDArray input = Nd4j.create(DataType.FLOAT, batch, LATENTS + schema.width());
    boolean[] classes = new boolean[schema.width()];
    for (int step = 0; step < 4; step++) {
      FakeInputs.forGenerator(conditions, RandomSource.seeded(9), step, true).fill(input, codes);
      for (int i = 0; i < batch; i += 2) {
        float[] first = input.getRow(i).toFloatVector();
        float[] second = input.getRow(i + 1).toFloatVector();
        assertArrayEquals(
            Arrays.copyOfRange(first, LATENTS, first.length),
            Arrays.copyOfRange(second, LATENTS, second.length));
        assertEquals(false, first[0] == second[0], "latents");
        classes[first[LATENTS] > 0 ? 0 : 1] = true;
      }
    }
    assertArrayEquals(new boolean[] {true, true}, classes, "both classes are drawn");
  }
}
