/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.supervised;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LossesTest {

  private static final float[] LOGITS = {-3, -0.5f, 0, 0.7f, 2, 4};
  private static final float[] TRUTH = {0, 1, 0, 1, 1, 0};

  /**
   * PyTorch 1.13: p = torch.sigmoid(z); 1 - (2*(p*t).sum() + 1) / (p.sum() + t.sum() + 1) and
   * torch.nn.functional.binary_cross_entropy_with_logits(z, t).
   */
  @Test
  void losses_equalPyTorchs() {
    float[] slopes = new float[6];
    assertEquals(0.3491049226, SegmentationLoss.DICE.evaluate(LOGITS, TRUTH, slopes), 1e-6);
    assertEquals(
        1.0440125847, SegmentationLoss.CROSS_ENTROPY.evaluate(LOGITS, TRUTH, slopes), 1e-6);
  }

  /**
   * torch.nn.functional.cross_entropy(torch.tensor([[1., -2, 0.5], [0, 3, -1]]), tensor([2, 1]))
   */
  @Test
  void softmax_equalsPyTorchs() {
    float[] logits = {1, -2, 0.5f, 0, 3, -1};
    assertEquals(0.5352404031, SoftmaxLoss.evaluate(logits, new int[] {2, 1}, new float[6]), 1e-6);
    float[] huge = {1000, -1000};
    assertEquals(2000, SoftmaxLoss.evaluate(huge, new int[] {1}, new float[2]), 1e-9);
  }

  @Test
  void crossEntropy_hugeLogits_staysFinite() {
    float[] slopes = new float[2];
    double loss =
        SegmentationLoss.CROSS_ENTROPY.evaluate(
            new float[] {500, -500}, new float[] {0, 0}, slopes);
    assertEquals(250, loss, 1e-9);
    assertEquals(0.5, slopes[0], 1e-7);
  }

  @Test
  void dice_nothingInTruthAndPrediction_isAlmostZero() {
    float[] logits = {-40, -40};
    double loss = SegmentationLoss.DICE.evaluate(logits, new float[2], new float[2]);
    assertEquals(0, loss, 1e-9);
  }

  @ParameterizedTest
  @EnumSource(SegmentationLoss.class)
  void slopes_equalCentralDifferences(SegmentationLoss loss) {
    check(LOGITS, logits -> loss.evaluate(logits, TRUTH, new float[6]), slopesOf(loss));
  }

  @Test
  void softmaxSlopes_equalCentralDifferences() {
    float[] slopes = new float[6];
    int[] classes = {2, 0};
    SoftmaxLoss.evaluate(LOGITS, classes, slopes);
    check(LOGITS, logits -> SoftmaxLoss.evaluate(logits, classes, new float[6]), slopes);
  }

  private static float[] slopesOf(SegmentationLoss loss) {
    float[] slopes = new float[6];
    loss.evaluate(LOGITS, TRUTH, slopes);
    return slopes;
  }

  private static void check(float[] at, ToDoubleFunction<float[]> loss, float[] slopes) {
    float step = 1f / 256;
    for (int i = 0; i < at.length; i++) {
      float[] moved = at.clone();
      moved[i] = at[i] + step;
      double above = loss.applyAsDouble(moved);
      moved[i] = at[i] - step;
      double numeric = (above - loss.applyAsDouble(moved)) / (2 * step);
      assertTrue(Math.abs(numeric - slopes[i]) < 1e-5, i + ": " + numeric + " but " + slopes[i]);
    }
  }
}
