/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.phantom;

import io.github.veil.core.RandomSource;
import java.util.random.RandomGenerator;

/**
 * What surrounds the vertebrae of one patient, as smooth functions along the column: skin, fat,
 * muscle, airway, great vessels, canal, cord and roots. Thicknesses in mm per vertebra from C2 to
 * S2, set by eye from ordinary midsagittal images.
 */
final class SpineSurroundings {

  private static final double[] SKIN = {
    60, 59, 58, 57, 55, 53, 52, 52, 53, 54, 55, 56, 57, 58, 59, 61, 64, 68, 72, 76, 79, 80, 78, 66,
    54
  };
  private static final double[] FAT = {
    7, 7, 7, 7, 8, 8, 7, 6, 6, 6, 6, 6, 6, 6, 6.5, 7, 8, 9, 11, 13, 15, 18, 21, 22, 20
  };
  private static final double[] SOFT = {
    4, 4.5, 5.5, 9, 12, 13, 13, 12, 10, 8, 7, 6, 5.5, 5, 5, 5, 4.5, 4, 4, 4, 4, 5, 7, 10, 12
  };
  private static final double[] EPIDURAL = {
    1.5, 1.5, 1.5, 1.5, 1.5, 1.8, 2.2, 2.6, 2.8, 3, 3, 3, 3, 3, 2.8, 2.8, 3, 3.4, 4, 4.6, 5.2, 5.8,
    7, 6, 4
  };
  private static final double AIRWAY = 14;
  private static final double AORTA = 19;

  private final double[] depth;
  private final double[] canal;
  private final double[] cord;
  private final double conus;
  private final double fat;
  private final double carina;
  private final double bifurcation;
  private final BandNoise fibres;
  private final BandNoise grain;

  SpineSurroundings(SpineAttributes patient, SpineColumn column, RandomSource source) {
    RandomGenerator random = source.generator("spine surroundings", 0);
    depth = column.levels().stream().mapToDouble(SpineLevel::depth).toArray();
    canal = column.levels().stream().mapToDouble(SpineLevel::canal).toArray();
    cord = column.levels().stream().mapToDouble(SpineLevel::cord).toArray();
    conus = Vertebra.T12.ordinal() + patient.conus();
    fat = patient.fat();
    carina = Vertebra.T4.ordinal() + 0.6 + 0.6 * PatientAttributes.clipped(random);
    bifurcation = Vertebra.L4.ordinal() + 0.3 + 0.5 * PatientAttributes.clipped(random);
    fibres = new BandNoise(random, 18, 24);
    grain = new BandNoise(random, 7, 12);
  }

  /** Fine texture of marrow, mean 0, standard deviation 1. */
  double grain(double x, double y, double z) {
    return grain.at(x, y, z);
  }

  /** Distance from the curve to the back wall of the bodies, mm. */
  double wall(double t) {
    return SpineFrame.at(depth, t) / 2;
  }

  /** Distance from the back wall to the back of the dural sac, mm. */
  double sacEnd(double t) {
    return 1.5 + SpineFrame.at(canal, t);
  }

  /** Everything that lies behind the vertebrae's own parts in the order of painting. */
  void paint(SpinePaint paint, double t, double a, double x, double y, double z, double soft) {
    double behind = a - wall(t);
    double before = -a - wall(t);
    double skin = SpineFrame.at(SKIN, t) + fat * SpineFrame.at(FAT, t);
    if (behind - skin > soft) {
      return;
    }
    double streak = fibres.at(x, y, z);
    paint.over(SpineTissue.MUSCLE, edge(behind - skin, soft));
    paint.over(SpineTissue.FAT, behind > skin ? 0 : midlineFat(behind, x, streak));
    double subcutaneous = SpineFrame.at(SKIN, t) - behind;
    paint.over(SpineTissue.FAT, Math.min(edge(subcutaneous, soft), edge(behind - skin, soft)));
    front(paint, t, before, x, soft, streak);
    canal(paint, t, behind, x, soft, streak);
  }

  /** Behind the canal the midline is fat between ligaments; muscle holds streaks of fat. */
  private static double midlineFat(double behind, double x, double streak) {
    double middle = behind > 0 ? Math.max(0, 1 - Math.abs(x) / 7) : 0;
    return Math.max(0, Math.min(0.95, 0.12 + 0.5 * middle + 0.08 * streak));
  }

  private void front(
      SpinePaint paint, double t, double before, double x, double soft, double streak) {
    double wall = SpineFrame.at(SOFT, t);
    paint.over(SpineTissue.LIGAMENT, 0.8 * edge(Math.abs(before - 0.6) - 0.6, soft));
    double upper = step(carina - t);
    double trachea = Math.max(before - wall - AIRWAY, wall - before);
    paint.over(SpineTissue.AIR, upper * edge(trachea, soft));
    double vessel = (1 - upper) * step(bifurcation - t);
    double radius = AORTA / 2 * (1 - 0.012 * (t - carina));
    double middle = wall + radius;
    double aorta = Math.hypot(before - middle, x - 3) - radius;
    paint.over(SpineTissue.FAT, (1 - upper) * (0.55 + 0.1 * streak) * edge(-before, soft));
    paint.over(SpineTissue.VESSEL, vessel * edge(aorta, soft));
  }

  private void canal(
      SpinePaint paint, double t, double behind, double x, double soft, double streak) {
    double size = SpineFrame.at(canal, t);
    double fatEnd = sacEnd(t) + SpineFrame.at(EPIDURAL, t);
    double wide = 0.72 * size;
    double space = Math.max(Math.max(-behind, behind - fatEnd), Math.abs(x) - wide);
    paint.over(SpineTissue.FAT, edge(space, soft));
    double sac = ellipse(behind - 1.5 - size / 2, x, size / 2, wide);
    paint.over(SpineTissue.LIGAMENT, edge(sac - 0.5, soft));
    paint.over(SpineTissue.FLUID, edge(sac + 0.3, soft));
    double own = SpineFrame.at(cord, t) / 2;
    double taper = Math.max(0.15, Math.min(1, 1.2 * (conus + 0.35 - t)));
    double back = 1.5 + size / 2 + 0.06 * size;
    double cordSurface = ellipse(behind - back, x, own * taper, 0.85 * own * taper + own * 0.6);
    paint.over(SpineTissue.CORD, step(conus - t) * edge(cordSurface, soft));
    double roots = ellipse(behind - 1.5 - 0.68 * size, x, 0.24 * size, 0.5 * wide);
    double strands = Math.max(0, Math.min(0.8, 0.45 + 0.35 * streak));
    paint.over(SpineTissue.CORD, (1 - step(conus - t)) * strands * edge(roots, soft));
    paint.over(SpineTissue.LIGAMENT, edge(Math.abs(behind - 0.5) - 0.5, soft));
  }

  private static double ellipse(double a, double x, double ra, double rx) {
    return (Math.hypot(a / ra, x / rx) - 1) * Math.min(ra, rx);
  }

  /** Share of a voxel inside a surface at a signed distance. */
  static double edge(double distance, double softness) {
    return Math.max(0, Math.min(1, 0.5 - distance / softness));
  }

  /** A smooth step that is 1 above half a level and 0 below minus half a level. */
  private static double step(double levels) {
    double u = Math.max(0, Math.min(1, levels + 0.5));
    return u * u * (3 - 2 * u);
  }
}
