/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.phantom;

import io.github.veil.core.RandomSource;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * What is known about a patient of the spine cohort besides the images: one row of {@code
 * cohort.csv}.
 *
 * @param id "P001", "P002", …
 * @param age years, 20 to 85
 * @param sex "F" or "M"
 * @param site the scanner, "A" or "B"
 * @param scale size of the spine relative to the mean adult's, about 0.85 to 1.12
 * @param kyphosisDegrees thoracic kyphosis, T1 to T12
 * @param lordosisDegrees lumbar lordosis, L1 to S1
 * @param conus where the cord ends: a fraction of levels below the middle of T12; 1 is the middle
 *     of L1. Mean at the lower third of L1 after Saifuddin et al., Spine 23 (1998) 1452-1456
 * @param hydration brightness of the discs on T2, 0 (degenerated) to 1 (a child's); falls with age
 * @param fat thickness of the fat under the skin relative to the mean
 */
public record SpineAttributes(
    String id,
    int age,
    String sex,
    String site,
    double scale,
    double kyphosisDegrees,
    double lordosisDegrees,
    double conus,
    double hydration,
    double fat) {

  /** Names of the columns of {@link #csvRow()}. */
  public static final List<String> CSV_HEADER =
      List.of(
          "patient",
          "age",
          "sex",
          "site",
          "spine_scale",
          "kyphosis_degrees",
          "lordosis_degrees",
          "conus_levels_below_T12",
          "disc_hydration",
          "fat_scale");

  private static final double MEAN_CONUS = 1.25;

  static SpineAttributes draw(int index, String site, RandomSource source) {
    RandomGenerator random = source.generator("spine attributes", 0);
    int age = 20 + random.nextInt(66);
    boolean female = random.nextBoolean();
    double old = (age - 20) / 65.0;
    double scale = (female ? 0.96 : 1.03) + 0.04 * PatientAttributes.clipped(random);
    double kyphosis = 37 + 10 * old + 7 * PatientAttributes.clipped(random);
    double lordosis = 57 - 4 * old + 7 * PatientAttributes.clipped(random);
    double conus = MEAN_CONUS + 0.6 * PatientAttributes.clipped(random);
    double hydration = 0.95 - 0.6 * old + 0.08 * PatientAttributes.clipped(random);
    double fat = Math.exp(0.25 * PatientAttributes.clipped(random));
    return new SpineAttributes(
        PatientAttributes.id(index),
        age,
        female ? "F" : "M",
        site,
        scale,
        kyphosis,
        lordosis,
        conus,
        Math.max(0.1, Math.min(1, hydration)),
        fat);
  }

  /** The values in the order of {@link #CSV_HEADER}. */
  public List<String> csvRow() {
    return List.of(
        id,
        Integer.toString(age),
        sex,
        site,
        number(scale),
        number(kyphosisDegrees),
        number(lordosisDegrees),
        number(conus),
        number(hydration),
        number(fat));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
