/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.phantom;

import io.github.veil.core.RandomSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The vertebrae of one patient, stacked along a curve whose kyphosis and lordosis are the
 * patient's, each with its own deviation from the mean.
 */
final class SpineColumn {

  /** Standard deviations of a single vertebra about its patient's mean. */
  private static final double SIZE_DEVIATION = 0.025;

  private static final double DISC_DEVIATION = 0.08;
  private static final double TILT_DEVIATION = 1.5;

  private final List<SpineLevel> levels;

  private SpineColumn(List<SpineLevel> levels) {
    this.levels = List.copyOf(levels);
  }

  /** The same attributes and source give the same column. */
  static SpineColumn grow(SpineAttributes patient, RandomSource source) {
    RandomGenerator random = source.generator("spine column", 0);
    double[] tilts = tilts(patient, random);
    List<SpineLevel> levels = new ArrayList<>();
    for (Vertebra vertebra : Vertebra.values()) {
      levels.add(level(vertebra, Math.toRadians(tilts[vertebra.ordinal()]), patient, random));
    }
    return new SpineColumn(centred(stacked(levels), random));
  }

  /** Tilts whose sums over the chest and the loin are the patient's kyphosis and lordosis. */
  private static double[] tilts(SpineAttributes patient, RandomGenerator random) {
    Vertebra[] all = Vertebra.values();
    double kyphosis = patient.kyphosisDegrees() / (Vertebra.T12.tilt() - Vertebra.T1.tilt());
    double lordosis = patient.lordosisDegrees() / (Vertebra.L1.tilt() - Vertebra.S1.tilt());
    double neck = 1 + 0.25 * PatientAttributes.clipped(random);
    int apex = Vertebra.T11.ordinal();
    double[] tilts = new double[all.length];
    tilts[apex] = all[apex].tilt() * kyphosis + 1.5 * PatientAttributes.clipped(random);
    for (int i = apex + 1; i < all.length; i++) {
      tilts[i] = tilts[i - 1] + lordosis * (all[i].tilt() - all[i - 1].tilt());
    }
    for (int i = apex - 1; i >= 0; i--) {
      double factor = i < Vertebra.C7.ordinal() ? neck : kyphosis;
      tilts[i] = tilts[i + 1] + factor * (all[i].tilt() - all[i + 1].tilt());
    }
    for (int i = 0; i < tilts.length; i++) {
      tilts[i] += TILT_DEVIATION * PatientAttributes.clipped(random);
    }
    return tilts;
  }

  private static SpineLevel level(
      Vertebra mean, double tilt, SpineAttributes patient, RandomGenerator random) {
    double size = patient.scale();
    double height = size * (1 + SIZE_DEVIATION * PatientAttributes.clipped(random));
    double depth = size * (1 + SIZE_DEVIATION * PatientAttributes.clipped(random));
    double worn = 1 - 0.25 * (1 - patient.hydration());
    double disc = size * worn * (1 + DISC_DEVIATION * PatientAttributes.clipped(random));
    double canal = 1 + 0.05 * PatientAttributes.clipped(random);
    double spinous = size * (1 + 0.06 * PatientAttributes.clipped(random));
    double slope = mean.spinousSlope() + 4 * PatientAttributes.clipped(random);
    return new SpineLevel(
        mean,
        0,
        0,
        tilt,
        height * mean.bodyHeight(),
        depth * mean.upperDepth(),
        depth * mean.lowerDepth(),
        disc * mean.discHeight(),
        canal * mean.canalDepth(),
        Math.sqrt(size) * mean.cordDepth(),
        spinous * mean.spinousLength(),
        Math.toRadians(slope));
  }

  /** Each below the one before: half a body down, a disc in the mean direction, half a body. */
  private static List<SpineLevel> stacked(List<SpineLevel> levels) {
    List<SpineLevel> placed = new ArrayList<>(List.of(levels.get(0)));
    for (int i = 1; i < levels.size(); i++) {
      SpineLevel above = placed.get(i - 1);
      SpineLevel below = levels.get(i);
      double middle = (above.tilt() + below.tilt()) / 2;
      double y = above.y();
      double z = above.z();
      double[][] way = {
        {above.tilt(), above.height() / 2},
        {middle, above.disc()},
        {below.tilt(), below.height() / 2}
      };
      for (double[] part : way) {
        y -= Math.sin(part[0]) * part[1];
        z -= Math.cos(part[0]) * part[1];
      }
      placed.add(at(below, y, z));
    }
    return placed;
  }

  /** Moves the middle of the extent to the middle of the field of view, about. */
  private static List<SpineLevel> centred(List<SpineLevel> levels, RandomGenerator random) {
    double yMiddle =
        (levels.stream().mapToDouble(SpineLevel::y).min().orElseThrow()
                + levels.stream().mapToDouble(SpineLevel::y).max().orElseThrow())
            / 2;
    double zMiddle = (levels.get(0).z() + levels.get(levels.size() - 1).z()) / 2;
    double dy = 3 * PatientAttributes.clipped(random) - yMiddle;
    double dz = 4 * PatientAttributes.clipped(random) - zMiddle;
    return levels.stream().map(level -> at(level, level.y() + dy, level.z() + dz)).toList();
  }

  private static SpineLevel at(SpineLevel level, double y, double z) {
    return new SpineLevel(
        level.vertebra(),
        y,
        z,
        level.tilt(),
        level.height(),
        level.upperDepth(),
        level.lowerDepth(),
        level.disc(),
        level.canal(),
        level.cord(),
        level.spinousLength(),
        level.spinousSlope());
  }

  /** All vertebrae from the top, in the order of {@link Vertebra}. */
  List<SpineLevel> levels() {
    return levels;
  }

  SpineLevel level(int ordinal) {
    return levels.get(ordinal);
  }
}
