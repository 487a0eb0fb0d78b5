/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageStatisticsTest {

  /** scipy.stats.wasserstein_distance([0, 1, 3, 3, 7.5], [5, 6, 8]). */
  @Test
  void wasserstein_samplesOfDifferentSize_matchesScipy() {
    double[] a = {3, 0, 7.5, 1, 3};
    double[] b = {6, 5, 8};
    assertEquals(3.4333333333333336, Wasserstein.ofSamples(a, b), 1e-14);
    assertEquals(3.4333333333333336, Wasserstein.ofSamples(b, a), 1e-14);
    assertEquals(0, Wasserstein.ofSamples(a, a), 0);
    assertRefused("empty sample", () -> Wasserstein.ofSamples(a, new double[0]));
  }

  @Test
  void histogram_everyValue_fallsInItsBin() {
    TestPatches patches = TestPatches.ofImage(2, -1, -0.5f, 0.49f, 1);
    assertArrayEquals(
        new double[] {0.25, 0.25, 0.25, 0.25}, IntensityHistogram.of(patches, 4).shares(), 0);
    TestPatches edge = TestPatches.ofImage(2, -2, -0.51f, 0.5f, 3);
    assertArrayEquals(new double[] {0.5, 0, 0, 0.5}, IntensityHistogram.of(edge, 4).shares(), 0);
    assertRefused(
        "not a number", () -> IntensityHistogram.of(TestPatches.ofImage(1, Float.NaN), 4));
    assertRefused("bins", () -> IntensityHistogram.of(patches, 0));
  }

  @Test
  void histogram_shiftedIntensities_areTheShiftApart() {
    Random random = new Random(1);
    float[] low = new float[64];
    float[] high = new float[64];
    for (int i = 0; i < low.length; i++) {
      low[i] = random.nextFloat() / 4;
      high[i] = low[i] + 0.5f;
    }
    IntensityHistogram a = IntensityHistogram.of(TestPatches.ofImage(8, low), 256);
    IntensityHistogram b = IntensityHistogram.of(TestPatches.ofImage(8, high), 256);
    assertEquals(0.5, a.distance(b), 1e-12);
    assertEquals(a.distance(b), b.distance(a), 1e-15);
    IntensityHistogram coarse = IntensityHistogram.of(TestPatches.ofImage(8, low), 16);
    assertRefused("256 and 16", () -> a.distance(coarse));
  }

  /**
   * Values of numpy: {@code p = np.abs(np.fft.fft2(im))**2 / n**4}, the mean over {@code
   * np.floor(np.hypot(kx, ky) + .5) == k}.
   */
  @ParameterizedTest
  @CsvSource({
    "24, 0.0008242050837436018, 0.0006752393395141397, 0.0008437308630551654, 5.745921254450517",
    "15, 0.004015379327385658, 0.004805397306093155, 0.00041052024149085384, 5.232150207286207"
  })
  void spectrum_evenAndOddSizes_matchNumpy(
      int n, double first, double fourth, double last, double distance) {
    GreyImage a = image(n, (i, j) -> Math.sin(i * j / 7) + 0.3 * ((i * 3 + j * 5) % 4));
    GreyImage b = image(n, (i, j) -> Math.cos(i * i / 9) * j / n);
    RadialSpectrum found = RadialSpectrum.of(List.of(a));
    assertEquals(n / 2, found.power().length);
    assertEquals(first, found.power()[0], 1e-15);
    assertEquals(fourth, found.power()[3], 1e-15);
    assertEquals(last, found.power()[n / 2 - 1], 1e-15);
    assertEquals(distance, found.distance(RadialSpectrum.of(List.of(b))), 1e-9);
  }

  @Test
  void spectrum_ofTwoImages_isTheirMean() {
    GreyImage a = TestImages.noise(12, 12, new Random(1));
    GreyImage b = TestImages.noise(12, 12, new Random(2));
    double[] both = RadialSpectrum.of(List.of(a, b)).power();
    double one = RadialSpectrum.of(List.of(a)).power()[4];
    double other = RadialSpectrum.of(List.of(b)).power()[4];
    assertEquals((one + other) / 2, both[4], 1e-15);
  }

  @Test
  void spectrum_halfTheAmplitude_isSixDecibelsOff() {
    GreyImage a = TestImages.noise(16, 16, new Random(1));
    RadialSpectrum full = RadialSpectrum.of(List.of(a));
    RadialSpectrum half = RadialSpectrum.of(List.of(TestImages.scaled(a, 0.5)));
    assertEquals(20 * Math.log10(2), full.distance(half), 1e-9);
    GreyImage flat = TestImages.scaled(a, 0);
    RadialSpectrum none = RadialSpectrum.of(List.of(flat));
    assertEquals(0, none.distance(none), 0);
    assertRefused("square", () -> RadialSpectrum.of(List.of(TestImages.noise(3, 4, new Random()))));
    assertRefused("at least one", () -> RadialSpectrum.of(List.of()));
  }

  @Test
  void vessels_linesOfKnownWidth_haveTheirCalibreAndDensity() {
    for (int width : new int[] {1, 3, 5, 7}) {
      VesselStatistics found = VesselStatistics.of(band(20, 6, width));
      assertEquals(width, found.meanCalibre(), 1e-12);
      assertEquals(20, found.calibres().length);
      assertEquals(width / 20.0, found.meanDensity(), 1e-12);
    }
    assertEquals(3, VesselStatistics.of(band(20, 6, 4)).meanCalibre(), 1e-12);
  }

  @Test
  void vessels_distances_areInPixelsAndShares() {
    VesselStatistics thin = VesselStatistics.of(band(20, 6, 1));
    VesselStatistics thick = VesselStatistics.of(band(20, 6, 5));
    assertEquals(4, thin.calibreDistance(thick), 1e-12);
    assertEquals(0.2, thin.densityDistance(thick), 1e-12);
    VesselStatistics none = VesselStatistics.of(band(20, 6, 0));
    assertEquals(Double.NaN, none.meanCalibre());
    assertEquals(Double.NaN, none.calibreDistance(thin));
    assertEquals(0, VesselStatistics.of(band(20, 0, 20)).calibres().length);
    assertRefused("labels", () -> VesselStatistics.of(TestPatches.ofImage(1, 0)));
  }

  @Test
  void patchImages_areSpreadOverTheSourceAndStartAtZero() {
    TestPatches patches = new TestPatches(1, 1, new float[][] {{-1}, {0}, {1}, {0.5f}});
    List<GreyImage> two = PatchImages.spread(patches, 2);
    assertEquals(2, two.size());
    assertEquals(0, two.get(0).pixels()[0]);
    assertEquals(1, two.get(1).pixels()[0]);
    assertEquals(4, PatchImages.spread(patches, 9).size());
  }

  private static TestPatches band(int size, int from, int width) {
    float[] patch = new float[2 * size * size];
    for (int p = 0; p < size * size; p++) {
      int x = p % size;
      patch[size * size + p] = x >= from && x < from + width ? 1 : -1;
    }
    return new TestPatches(size, 2, new float[][] {patch});
  }

  private static GreyImage image(int n, DoubleBinaryOperator value) {
    double[] pixels = new double[n * n];
    for (int p = 0; p < pixels.length; p++) {
      pixels[p] = value.applyAsDouble(p / n, p % n);
    }
    return new GreyImage(n, n, pixels);
  }

  private static void assertRefused(String part, Runnable call) {
    Exception e = assertThrows(IllegalArgumentException.class, call::run);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
