/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class PlaneResamplerTest {

  private static final float[] PLANE = {0, 1, 2, 3, 4, 5, 9, 7, -2, 0, 1, 1, 3, 8, 2};

  /**
   * PyTorch 1.13: {@code torch.nn.functional.interpolate(x, size=(h, w), mode="bilinear",
   * antialias=True, align_corners=False)} of the 3 x 5 plane above.
   */
  @Test
  void resample_smallerLargerAndMixed_isPyTorchsAntialiasedBilinear() {
    assertResampled(3, 2, 2.785714f, 3.291667f, 1.910714f, 3.142857f, 4.333333f, 2.535714f);
    assertResampled(
        7, 4, 0, 0.571429f, 1.285714f, 2, 2.714286f, 3.428571f, 4, 3.125f, 4.767857f, 5.75f, 5.125f,
        1.374999f, 0.571429f, 1.5f, 3.5f, 4.928571f, 5.857143f, 5.5f, 2.821428f, 1.321429f, 0.75f,
        1, 1, 1.571429f, 3, 6.571429f, 5.428571f, 2);
    assertResampled(
        2, 5, 1, 3, 3.309091f, 2.272727f, 6.772728f, 1.181818f, 3.772727f, 3.254546f, 1.772727f,
        4.636364f);
  }

  private static void assertResampled(int width, int height, float... expected) {
    float[] actual = new PlaneResampler(5, 3, width, height).resample(PLANE);
    assertArrayEquals(expected, actual, 2e-6f);
  }

  @Test
  void resample_toTheSameSize_changesNothing() {
    assertArrayEquals(PLANE, new PlaneResampler(5, 3, 5, 3).resample(PLANE));
  }
}
