/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.phantom;

import java.util.Arrays;
import java.util.List;

/**
 * The vertebrae of the phantom spine from the axis to the second sacral one, with the anatomy of a
 * mean adult. C3 to L5 are the {@linkplain #units() units} that a conditional model tells apart;
 * the others only surround them.
 *
 * <p>The means follow published measurements, rounded and smoothed so that neighbours differ by a
 * few percent, less than two patients do: heights and depths of the bodies after Panjabi et al.,
 * Spine 16 (1991) 861-869 (C3-C7), Spine 16 (1991) 888-901 (T1-T12) and Spine 17 (1992) 299-306
 * (L1-L5), there 11 to 25 mm and 15 to 36 mm; discs after Kunkel et al., J Anat 219 (2011) 375-387
 * (thoracic, 4 to 7 mm) and Zhou et al., Eur Spine J 9 (2000) 242-248 (lumbar, 8 to 12 mm); cord
 * and canal after Ko et al., Spinal Cord 42 (2004) 35-40 and Panjabi's canals (6 to 8 mm and 14 to
 * 18 mm); tilts from a cervical lordosis of 20, a thoracic kyphosis of 40 and a lumbar lordosis of
 * 60 degrees, within the normal ranges of Berthonnaud et al., J Spinal Disord Tech 18 (2005) 40-47.
 * They describe a phantom and are no reference for anatomists.
 */
public enum Vertebra {
  C2(21.0, 15.0, 15.2, 4.8, 17.0, 8.0, 22, 12, 0),
  C3(13.6, 15.2, 15.6, 5.0, 15.2, 7.6, 20, 14, -3),
  C4(13.3, 15.4, 16.0, 5.0, 14.8, 7.7, 20, 17, -8),
  C5(13.2, 15.7, 16.5, 5.1, 14.6, 7.7, 22, 20, -13),
  C6(13.5, 16.2, 17.1, 5.2, 14.6, 7.4, 27, 23, -18),
  C7(14.4, 16.8, 17.7, 5.1, 14.7, 6.9, 34, 27, -21),
  T1(15.5, 17.7, 18.6, 4.6, 14.9, 6.5, 37, 33, -21),
  T2(16.5, 18.9, 20.0, 4.3, 15.0, 6.2, 38, 40, -18),
  T3(17.1, 20.3, 21.5, 4.1, 15.0, 6.1, 38, 47, -14),
  T4(17.6, 21.8, 23.0, 4.1, 15.0, 6.0, 38, 53, -9),
  T5(18.1, 23.3, 24.4, 4.2, 15.0, 6.0, 38, 57, -4),
  T6(18.6, 24.7, 25.8, 4.4, 15.0, 6.0, 38, 60, 1),
  T7(19.2, 26.1, 27.0, 4.6, 15.1, 6.0, 38, 60, 5.5),
  T8(19.8, 27.3, 28.2, 4.8, 15.1, 6.1, 37, 56, 10),
  T9(20.5, 28.4, 29.3, 5.1, 15.2, 6.2, 35, 49, 14),
  T10(21.3, 29.4, 30.3, 5.5, 15.4, 6.5, 32, 40, 17),
  T11(22.3, 30.4, 31.2, 6.0, 15.8, 7.0, 30, 30, 18.5),
  T12(23.4, 31.3, 32.1, 6.7, 16.4, 7.4, 30, 22, 18),
  L1(24.5, 32.2, 32.9, 7.7, 16.9, 6.6, 31, 16, 15),
  L2(25.3, 33.0, 33.5, 8.7, 16.9, 5.0, 32, 12, 9.5),
  L3(25.7, 33.6, 33.9, 9.7, 16.7, 3.0, 33, 10, 2),
  L4(25.8, 34.0, 34.1, 10.5, 16.8, 3.0, 32, 10, -8),
  L5(25.6, 34.2, 33.6, 10.2, 17.2, 3.0, 27, 12, -22),
  S1(27.0, 33.0, 24.0, 2.0, 13.0, 3.0, 18, 25, -40),
  S2(22.0, 22.0, 17.0, 1.0, 9.0, 3.0, 12, 30, -48);

  private static final List<Vertebra> UNITS =
      Arrays.stream(values())
          .filter(v -> v.ordinal() >= C3.ordinal() && v.ordinal() <= L5.ordinal())
          .toList();

  private static final int SACRUM = 26;

  private final double bodyHeight;
  private final double upperDepth;
  private final double lowerDepth;
  private final double discHeight;
  private final double canalDepth;
  private final double cordDepth;
  private final double spinousLength;
  private final double spinousSlope;
  private final double tilt;

  Vertebra(
      double bodyHeight,
      double upperDepth,
      double lowerDepth,
      double discHeight,
      double canalDepth,
      double cordDepth,
      double spinousLength,
      double spinousSlope,
      double tilt) {
    this.bodyHeight = bodyHeight;
    this.upperDepth = upperDepth;
    this.lowerDepth = lowerDepth;
    this.discHeight = discHeight;
    this.canalDepth = canalDepth;
    this.cordDepth = cordDepth;
    this.spinousLength = spinousLength;
    this.spinousSlope = spinousSlope;
    this.tilt = tilt;
  }

  /** The 22 vertebrae C3 to L5, from the top. */
  public static List<Vertebra> units() {
    return UNITS;
  }

  /**
   * The value in label volumes: C1 is 1, C7 is 7, T1 to T12 are 8 to 19, L1 to L5 are 20 to 24 and
   * the sacrum is 26, as in the VerSe data set (Sekuboyina et al., Med Image Anal 73 (2021)
   * 102166).
   */
  public int label() {
    return ordinal() < S1.ordinal() ? ordinal() + 2 : SACRUM;
  }

  /** Height of the body, mm. */
  public double bodyHeight() {
    return bodyHeight;
  }

  /** Depth of the upper end plate from front to back, mm. */
  public double upperDepth() {
    return upperDepth;
  }

  /** Depth of the lower end plate from front to back, mm. */
  public double lowerDepth() {
    return lowerDepth;
  }

  /** Height of the disc below, mm. */
  public double discHeight() {
    return discHeight;
  }

  /** Depth of the spinal canal from front to back, mm. */
  public double canalDepth() {
    return canalDepth;
  }

  /** Depth of the cord from front to back, mm; below its end, of the bundle of roots. */
  public double cordDepth() {
    return cordDepth;
  }

  /** Length of the spinous process, mm. */
  public double spinousLength() {
    return spinousLength;
  }

  /** How far the spinous process points down from the end plates' direction, degrees. */
  public double spinousSlope() {
    return spinousSlope;
  }

  /** How far the body's axis leans back from the vertical, upwards, degrees; negative: forward. */
  public double tilt() {
    return tilt;
  }
}
