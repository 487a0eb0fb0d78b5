/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.core.Progress;
import io.github.veil.image.PlaneResampler;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSource;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ConvEncoderTest {

  @Test
  void embedded_anySizeAndLabels_givesFiniteFeaturesOfTheImageAlone() {
    ConvEncoder encoder = ConvEncoder.embedded();
    assertEquals("embedded encoder", encoder.name());
    assertEquals(208, encoder.dimension());
    for (int size : new int[] {8, 48, 64, 96, 128}) {
      double[][] plain = encoder.encode(new Noise(3, size, 1, 0), Progress.NONE);
      double[][] labelled = encoder.encode(new Noise(3, size, 2, 0), Progress.NONE);
      assertEquals(208, plain[0].length);
      assertTrue(Arrays.stream(plain).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite));
      assertArrayEquals(plain, labelled);
    }
  }

  @Test
  void embedded_constantImages_areFinite() {
    double[][] rows = ConvEncoder.embedded().encode(new Noise(2, 32, 1, -1), Progress.NONE);
    assertTrue(Arrays.stream(rows).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite));
  }

  @Test
  void layer_equalsTheDefinition() {
    // |sum_c sum_dy sum_dx filter[c, dy, dx] image[c, 2y + dy, 2x + dx]|, as
    // torch.nn.functional.conv2d(image, filter, stride=2).abs()
    SplittableRandom random = new SplittableRandom(1);
    float[] image = random(random, 2 * 7 * 7);
    float[] filter = random(random, 2 * 3 * 3);
    float[] output = new ConvLayer(2, 1, 3, new float[][] {filter}).apply(image, 7);
    assertEquals(9, output.length);
    for (int y = 0; y < 3; y++) {
      for (int x = 0; x < 3; x++) {
        double sum = 0;
        for (int w = 0; w < 18; w++) {
          sum += filter[w] * image[w / 9 * 49 + (2 * y + w / 3 % 3) * 7 + 2 * x + w % 3];
        }
        assertEquals(Math.abs(sum), output[3 * y + x], 1e-5);
      }
    }
  }

  @Test
  void resampler_keepsConstantsAndNothingMovesByATwentiethOfAPixel() {
    for (int[] sizes : new int[][] {{96, 64}, {48, 64}, {64, 4}, {64, 64}}) {
      float[] ramp = new float[sizes[0] * sizes[0]];
      for (int i = 0; i < ramp.length; i++) {
        ramp[i] = (i % sizes[0] + 0.5f) / sizes[0];
      }
      float[] ones = new float[ramp.length];
      Arrays.fill(ones, 1);
      for (float value : PlaneResampler.square(sizes[0], sizes[1]).resample(ones)) {
        assertEquals(1, value, 1e-6);
      }
      float[] resampled = PlaneResampler.square(sizes[0], sizes[1]).resample(ramp);
      int row = sizes[1] / 2 * sizes[1];
      for (int x = sizes[1] / 4; x < sizes[1] - sizes[1] / 4; x++) {
        assertEquals((x + 0.5) / sizes[1], resampled[row + x], 0.05 / sizes[1]);
      }
    }
  }

  @Test
  void encode_cancelled_stops() {
    Progress stop =
        new Progress() {
          @Override
          public void report(long done, long total, String message) {}

          @Override
          public boolean isCanceled() {
            return true;
          }
        };
    assertThrows(
        CancellationException.class,
        () -> ConvEncoder.embedded().encode(new Noise(2, 32, 1, 0), stop));
  }

  @Test
  @Tag("slow")
  void embedded_learnedAnew_isTheShippedFile() throws Exception {
    ByteArrayOutputStream made = new ByteArrayOutputStream();
    EncoderFile.write(EncoderTraining.embedded(), made);
    try (var in = ConvEncoder.class.getResourceAsStream("embedded-encoder.bin")) {
      assertArrayEquals(in.readAllBytes(), made.toByteArray());
    }
  }

  private static float[] random(SplittableRandom random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** Uniform noise, or a constant; labels are all foreground. */
  private record Noise(int count, int size, int channels, float constant) implements PatchSource {

    @Override
    public void read(int index, float[] target, int offset) {
      SplittableRandom random = new SplittableRandom(index);
      for (int i = 0; i < size * size; i++) {
        target[offset + i] = constant != 0 ? constant : (float) random.nextDouble(-1, 1);
      }
      Arrays.fill(target, offset + size * size, offset + channels * size * size, 1);
    }

    @Override
    public List<PatchRow> rows() {
      return List.of();
    }
  }
}
