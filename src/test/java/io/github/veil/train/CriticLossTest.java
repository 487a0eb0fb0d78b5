/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.core.RandomSource;
import io.github.veil.network.Executor;
import io.github.veil.network.GanArchitecture;
import io.github.veil.network.GradientSum;
import io.github.veil.network.HostMemory;
import io.github.veil.network.Initialisation;
import io.github.veil.network.PrivateGradient;
import io.github.veil.train.condition.Attribute;
import io.github.veil.train.condition.ConditionHead;
import io.github.veil.train.condition.ConditionSchema;
import io.github.veil.train.condition.Conditioning;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class CriticLossTest {

  private static final int BATCH = 5;
  private static final ConditionSchema SCHEMA =
      new ConditionSchema(
          List.of(
              Attribute.category("class", List.of("a", "b", "c")), Attribute.number("age", 0, 70)));

  private static ComputationGraph graph;
  private static Executor critic;

  @BeforeAll
  static void openCritic() {
    GanArchitecture architecture =
        new GanArchitecture(32, 1, 4, SCHEMA.width(), 4, 4, 16, Initialisation.HE);
    graph = architecture.critic(7);
    graph.params().addi(0.01);
    critic = new Executor(graph, BATCH);
  }

  @AfterAll
  static void close() {
    critic.close();
    graph.close();
  }

  private static CriticLoss loss(AdversarialLoss adversarial, ConditionHead head) {
    return new CriticLoss(adversarial, new Conditioning(head, "class", "auto", 0.7, 10), SCHEMA);
  }

  /** The conditions of five patches: the second has no class, the third no age. */
  private static float[] codes() {
    String[][] cells = {{"a", "12"}, {"", "35"}, {"c", ""}, {"b", "70"}, {"a", "0"}};
    float[] codes = new float[BATCH * SCHEMA.width()];
    for (int i = 0; i < BATCH; i++) {
      String[] row = cells[i];
      SCHEMA.encode(name -> name.equals("class") ? row[0] : row[1], codes, i * SCHEMA.width());
    }
    return codes;
  }

  private static void fill(INDArray array, long seed) {
    RandomGenerator random = RandomSource.seeded(seed).generator("test", 0);
    float[] values = new float[(int) array.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    HostMemory.write(values, 0, array);
  }

  private interface Side {
    CriticLoss.Sum of(CriticLoss loss, int count, double weight, float[] codes);
  }

  @ParameterizedTest
  @CsvSource({
    "WASSERSTEIN, AUXILIARY",
    "HINGE, AUXILIARY",
    "LOGISTIC, AUXILIARY",
    "HINGE, PROJECTION",
    "LOGISTIC, PROJECTION",
    "LOGISTIC, NONE"
  })
  void derivatives_ofEverySide_equalCentralDifferences(
      AdversarialLoss adversarial, ConditionHead head) {
    CriticLoss loss = loss(adversarial, head);
    check(loss, (l, count, weight, codes) -> l.real(critic, count, weight, codes));
    check(loss, (l, count, weight, codes) -> l.fake(critic, count, weight, codes));
    check(loss, (l, count, weight, codes) -> l.generator(critic, count, weight, codes));
  }

  private static void check(CriticLoss loss, Side side) {
    INDArray output = critic.output();
    fill(output, 3);
    INDArray flat = output.reshape(output.length());
    side.of(loss, BATCH - 1, 2.5, codes());
    float[] derivatives = critic.outputGradient().dup().data().asFloat();
    double step = 1.0 / 256;
    for (int i = 0; i < derivatives.length; i++) {
      float value = flat.getFloat(i);
      flat.putScalar(i, value + step);
      double more = side.of(loss, BATCH - 1, 2.5, codes()).loss();
      flat.putScalar(i, value - step);
      double less = side.of(loss, BATCH - 1, 2.5, codes()).loss();
      flat.putScalar(i, value);
      assertEquals(2.5 * (more - less) / (2 * step), derivatives[i], 2e-3, "output " + i);
    }
  }

  @Test
  void auxiliary_missingValue_givesItsOutputsNoGradient() {
    fill(critic.output(), 4);
    loss(AdversarialLoss.HINGE, ConditionHead.AUXILIARY).real(critic, BATCH, 1, codes());
    float[] gradient = critic.outputGradient().dup().data().asFloat();
    int row = 1 + SCHEMA.width();
    for (int k = 0; k < 3; k++) {
      assertEquals(0, gradient[row + 1 + k], "the second patch has no class");
      assertTrue(gradient[1 + k] != 0);
    }
    for (int k = 0; k < Attribute.KNOTS; k++) {
      assertEquals(0, gradient[2 * row + 4 + k], "the third patch has no age");
      assertTrue(gradient[row + 4 + k] != 0);
    }
  }

  /** By hand: scores under the own class, and under the likelier of the two others. */
  @Test
  void projection_realImage_isAlsoJudgedUnderTheLikeliestWrongClass() {
    float[] outputs = critic.output().dup().data().asFloat();
    Arrays.fill(outputs, 0);
    float[] first = {0.2f, 0.3f, 0.1f, 0.5f};
    System.arraycopy(first, 0, outputs, 0, first.length);
    HostMemory.write(outputs, 0, critic.output());
    float[] codes = codes();
    CriticLoss loss = loss(AdversarialLoss.HINGE, ConditionHead.PROJECTION);
    double sum = loss.real(critic, 1, 2, codes).loss();
    assertEquals(1 - 0.5 + 0.7 * (1 + 0.7), sum, 1e-6);
    float[] gradient = critic.outputGradient().dup().data().asFloat();
    assertEquals(2 * (-1 + 0.7), gradient[0], 1e-6);
    assertEquals(-2, gradient[1], 1e-6, "the own class");
    assertEquals(0, gradient[2], 1e-6, "the less likely one");
    assertEquals(2 * 0.7, gradient[3], 1e-6, "the likelier one");
    int age = 4;
    assertEquals(2 * (-1 + 0.7) * codes[age - 1], gradient[age], 1e-6, "keeps its age");
    assertEquals(1 + 0.5, loss.fake(critic, 1, 2, codes).loss(), 1e-6, "not of generated ones");
    assertEquals(-0.5, loss.generator(critic, 1, 2, codes).loss(), 1e-6);
  }

  @Test
  void projection_missingClass_isJudgedWithoutOne() {
    fill(critic.output(), 4);
    loss(AdversarialLoss.HINGE, ConditionHead.PROJECTION).real(critic, BATCH, 1, codes());
    float[] gradient = critic.outputGradient().dup().data().asFloat();
    int row = 1 + SCHEMA.width();
    for (int k = 0; k < 3; k++) {
      assertEquals(0, gradient[row + 1 + k], "the second patch has no class");
    }
  }

  /** A loop over single examples is the oracle: one norm over the score's and the head's part. */
  @ParameterizedTest
  @EnumSource(ConditionHead.class)
  void clippedSum_bothHeads_equalsLoopOverSingleExamples(ConditionHead head) {
    CriticLoss loss = loss(AdversarialLoss.LOGISTIC, head);
    double clip = 0.3;
    float[] codes = codes();
    INDArray expected = GanNetworks.gradientBuffer(graph);
    INDArray sum = GanNetworks.gradientBuffer(graph);
    fill(critic.input(), 5);
    try (Executor single = new Executor(graph, 1);
        PrivateGradient clipping = new PrivateGradient(critic)) {
      for (int i = 0; i < BATCH; i++) {
        single.input().assign(critic.input().slice(i).reshape(single.input().shape()));
        single.forward(true);
        int width = SCHEMA.width();
        loss.real(single, 1, 1, Arrays.copyOfRange(codes, i * width, (i + 1) * width));
        single.backward(true, false);
        INDArray gradient = single.gradient().castTo(DataType.DOUBLE);
        double norm = gradient.norm2Number().doubleValue();
        assertTrue(norm > clip, "the clip norm must matter, but the norm is " + norm);
        expected.addi(gradient.muli(clip / norm).castTo(DataType.FLOAT));
      }
      critic.forward(true);
      loss.real(critic, BATCH, 1, codes);
      clipping.addClippedSum(BATCH, clip, new GradientSum(sum));
    }
    double difference = sum.sub(expected).castTo(DataType.DOUBLE).norm2Number().doubleValue();
    assertEquals(0, difference / expected.norm2Number().doubleValue(), 1e-5);
  }
}
