/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.fidelity;

import static io.github.veil.evaluate.GoldenFiles.assertMatches;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.veil.core.Progress;
import io.github.veil.evaluate.GoldenFiles;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Against skimage.metrics.structural_similarity(x, y, data_range=L, gaussian_weights=True,
 * sigma=1.5, use_sample_covariance=False), and exact rational arithmetic for the global forms.
 */
class SsimTest {

  private static final GoldenFiles GOLDEN = new GoldenFiles("ssim");
  private static final double TOLERANCE = 1e-9;

  @Test
  void mean_everyReferencePair_matchesEveryValue() throws IOException {
    for (JsonNode pair : GOLDEN.expected().get("pairs")) {
      String name = pair.get("file").asText();
      List<GreyImage> images = TestImages.of(GOLDEN.volume(name));
      GreyImage x = images.get(0);
      GreyImage y = images.get(1);
      double range = pair.get("data_range").asDouble();
      assertMatches(pair, "global_population", Ssim.global(x, y, range), TOLERANCE, name);
      assertMatches(pair, "global_sample", Ssim.globalSample(x, y, range), TOLERANCE, name);
      if (pair.get("mssim").isNull()) {
        assertThrows(IllegalArgumentException.class, () -> Ssim.mean(x, y, range));
      } else {
        assertWindowed(pair, x, y, range, name);
      }
    }
  }

  private static void assertWindowed(
      JsonNode pair, GreyImage x, GreyImage y, double range, String name) {
    assertMatches(pair, "mssim", Ssim.mean(x, y, range), TOLERANCE, name);
    double[] map = Ssim.map(x, y, range);
    assertMatches(pair, "map_min", Arrays.stream(map).min().orElseThrow(), TOLERANCE, name);
    assertMatches(pair, "map_max", Arrays.stream(map).max().orElseThrow(), TOLERANCE, name);
    assertMatches(pair, "map_at_row5_col5", map[0], TOLERANCE, name);
    double padded = Ssim.mean(TestImages.mirrored(x, 5), TestImages.mirrored(y, 5), range);
    assertMatches(pair, "mssim_all_pixels_reflect", padded, TOLERANCE, name);
  }

  @Test
  void mean_everyPairOfTheStack_matchesBothMatrices() throws IOException {
    List<GreyImage> images = TestImages.of(GOLDEN.volume("stack20.tif"));
    double[][] windowed = GOLDEN.matrix("stack20_mssim_matrix.csv");
    double[][] global = GOLDEN.matrix("stack20_global_population_matrix.csv");
    for (int i = 0; i < images.size(); i++) {
      for (int j = 0; j < images.size(); j++) {
        GreyImage x = images.get(i);
        GreyImage y = images.get(j);
        assertEquals(windowed[i][j], Ssim.mean(x, y, 255), TOLERANCE);
        assertEquals(global[i][j], Ssim.global(x, y, 255), TOLERANCE);
      }
    }
  }

  @Test
  void pairwise_stack_matchesTheMean() throws IOException {
    JsonNode expected = GOLDEN.expected().get("stack20").get("mssim");
    List<GreyImage> images = TestImages.of(GOLDEN.volume("stack20.tif"));
    PairwiseSsim found = PairwiseSsim.of(images, 255, Progress.NONE);
    assertEquals(expected.get("mean").asDouble(), found.mean(), TOLERANCE);
    assertEquals(expected.get("n_pairs").asLong(), found.pairs());
  }

  @Test
  void pairwiseMultiScale_stack_isTheMeanOverItsPairs() throws IOException {
    List<GreyImage> images = TestImages.of(GOLDEN.volume("stack20.tif"));
    double sum = 0;
    for (int i = 0; i < images.size(); i++) {
      for (int j = 0; j < i; j++) {
        sum += MultiScaleSsim.of(images.get(i), images.get(j), 255).value();
      }
    }
    PairwiseSsim found = PairwiseSsim.multiScale(images, 255, Progress.NONE);
    assertEquals(190, found.pairs());
    assertEquals(sum / 190, found.mean(), TOLERANCE);
  }

  @Test
  void pairwise_cancelled_stops() throws IOException {
    List<GreyImage> images = TestImages.of(GOLDEN.volume("stack20.tif"));
    Progress canceled =
        new Progress() {
          @Override
          public void report(long done, long total, String message) {}

          @Override
          public boolean isCanceled() {
            return true;
          }
        };
    assertThrows(CancellationException.class, () -> PairwiseSsim.of(images, 255, canceled));
  }

  @Test
  void mean_anyPair_isSymmetricBoundedAndScaleFree() {
    Random random = new Random(5);
    for (int round = 0; round < 20; round++) {
      GreyImage x = TestImages.noise(17, 13, random);
      GreyImage y = TestImages.noise(17, 13, random);
      double ssim = Ssim.mean(x, y, 1);
      assertEquals(ssim, Ssim.mean(y, x, 1), 1e-14);
      assertEquals(1, Ssim.mean(x, x, 1), 1e-14);
      assertTrue(ssim >= -1 && ssim < 1);
      assertEquals(ssim, Ssim.mean(TestImages.scaled(x, 40), TestImages.scaled(y, 40), 40), 1e-12);
    }
  }

  /**
   * Values of src/test/python/ms_ssim.py: scipy.ndimage.correlate with the full 11 x 11 window, 2 x
   * 2 block means.
   */
  @ParameterizedTest
  @CsvSource({
    "pair_01_noise_mra.tif, 255, 1, 4, 0.9020492388147185",
    "pair_02_blur_mra.tif, 255, 2, 5, 0.9891802339410345",
    "pair_03_shift_mra.tif, 255, 2, 5, 0.816343275070246",
    "pair_05_cross_modality.tif, 255, 1, 4, 0.0",
    "pair_10_strip_11x40.tif, 255, 1, 1, 0.9999239733612092",
    "pair_11_inverted_gd.tif, 255, 1, 3, 0.0",
  })
  void multiScale_matchesNumpy(String file, double range, int tiles, int scales, double expected)
      throws IOException {
    List<GreyImage> images = TestImages.of(GOLDEN.volume(file));
    GreyImage x = TestImages.tiled(images.get(0), tiles);
    GreyImage y = TestImages.tiled(images.get(1), tiles);
    MultiScaleSsim found = MultiScaleSsim.of(x, y, range);
    assertEquals(scales, found.scales());
    assertEquals(expected, found.value(), TOLERANCE);
    assertEquals(1, MultiScaleSsim.of(x, x, range).value(), 1e-12);
  }

  @Test
  void mean_badInput_saysWhatIsWrong() {
    GreyImage x = TestImages.noise(12, 12, new Random(1));
    GreyImage y = TestImages.noise(12, 13, new Random(1));
    assertRefused("12 x 12 and 12 x 13", () -> Ssim.mean(x, y, 1));
    assertRefused("greater than 0", () -> Ssim.mean(x, x, 0));
    assertRefused("at least 2 images", () -> PairwiseSsim.of(List.of(x), 1, Progress.NONE));
    assertRefused("pixel (1, 0)", () -> new GreyImage(2, 1, new double[] {0, Double.NaN}));
  }

  private static void assertRefused(String part, Runnable call) {
    Exception e = assertThrows(IllegalArgumentException.class, call::run);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
