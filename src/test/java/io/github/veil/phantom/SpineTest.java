/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.phantom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;

class SpineTest {

  private static final SpineConfig SMALL = SpineConfig.small(11, 40, ScannerPreset.siteA());
  private static final SpinePatient PATIENT = SpinePatient.of(SMALL, 0);

  private static float[] floats(RandomAccessibleInterval<FloatType> volume) {
    return ((FloatArray) ((ArrayImg<?, ?>) volume).update(null)).getCurrentStorageArray();
  }

  private static byte[] bytes(RandomAccessibleInterval<UnsignedByteType> volume) {
    return ((ByteArray) ((ArrayImg<?, ?>) volume).update(null)).getCurrentStorageArray();
  }

  private static double meanOver(List<SpinePatient> patients, ToDoubleFunction<SpineColumn> of) {
    return patients.stream().mapToDouble(p -> of.applyAsDouble(p.column())).average().orElseThrow();
  }

  private static List<SpinePatient> cohort() {
    return IntStream.range(0, 40).mapToObj(i -> SpinePatient.of(SMALL, i)).toList();
  }

  @Test
  void units_areTwentyTwoWithTheLabelsOfVerSe() {
    assertEquals(22, Vertebra.units().size());
    assertEquals(
        IntStream.rangeClosed(3, 24).boxed().toList(),
        Vertebra.units().stream().map(Vertebra::label).toList());
    assertEquals("C3", Vertebra.units().get(0).name());
    assertEquals("L5", Vertebra.units().get(21).name());
    assertEquals(26, Vertebra.S1.label());
  }

  @Test
  void bodies_growDownTheColumnByLessThanPatientsDiffer() {
    List<Vertebra> units = Vertebra.units();
    for (int i = 1; i < units.size(); i++) {
      Vertebra above = units.get(i - 1);
      Vertebra below = units.get(i);
      assertTrue(below.upperDepth() > above.upperDepth(), below + " is not deeper");
      double ratio = below.bodyHeight() / above.bodyHeight();
      assertTrue(ratio > 0.97 && ratio < 1.08, below + " is " + ratio + " times as high");
    }
    List<SpinePatient> cohort = cohort();
    double mean = cohort.stream().mapToDouble(p -> p.attributes().scale()).average().orElseThrow();
    double variance =
        cohort.stream()
            .mapToDouble(p -> Math.pow(p.attributes().scale() - mean, 2))
            .average()
            .orElseThrow();
    assertEquals(0.05, Math.sqrt(variance), 0.015, "spread of sizes");
  }

  @Test
  void columns_haveTheKyphosisAndLordosisOfTheirPatients() {
    for (SpinePatient patient : cohort()) {
      double chest = degrees(patient, Vertebra.T12) - degrees(patient, Vertebra.T1);
      double loin = degrees(patient, Vertebra.L1) - degrees(patient, Vertebra.S1);
      // Two single vertebrae deviate by at most 3 degrees each.
      assertEquals(patient.attributes().kyphosisDegrees(), chest, 6.01);
      assertEquals(patient.attributes().lordosisDegrees(), loin, 6.01);
    }
  }

  private static double degrees(SpinePatient patient, Vertebra vertebra) {
    return Math.toDegrees(patient.column().level(vertebra.ordinal()).tilt());
  }

  /** Sum of heights and discs along the column, against the distance that the levels have. */
  @Test
  void bodies_areStackedWithTheirDiscsBetween() {
    for (SpineLevel level : PATIENT.column().levels().subList(0, 23)) {
      SpineLevel below = PATIENT.column().level(level.vertebra().ordinal() + 1);
      double[] lower = level.point(0, -level.height() / 2);
      double[] upper = below.point(0, below.height() / 2);
      assertEquals(level.disc(), Math.hypot(lower[0] - upper[0], lower[1] - upper[1]), 1e-9);
      assertEquals(0, level.a(level.y(), level.z()), 1e-12);
      assertEquals(7, level.b(level.point(3, 7)[0], level.point(3, 7)[1]), 1e-12);
    }
  }

  /** Along the curve the mean column measures the sum of bodies and discs; its chord is shorter. */
  @Test
  void chordOfTheColumn_isALittleShorterThanItsParts() {
    double sum = -(Vertebra.C3.bodyHeight() + Vertebra.L5.bodyHeight()) / 2;
    for (Vertebra unit : Vertebra.units()) {
      sum += unit.bodyHeight() + (unit == Vertebra.L5 ? 0 : unit.discHeight());
    }
    double chord =
        meanOver(
            cohort(), c -> c.level(Vertebra.C3.ordinal()).z() - c.level(Vertebra.L5.ordinal()).z());
    assertEquals(0.945, chord / sum, 0.035, "chord of " + chord + " mm");
  }

  @Test
  void discs_ofOldPatients_areLowerAndDarker() {
    List<SpinePatient> old = cohort().stream().filter(p -> p.attributes().age() > 65).toList();
    List<SpinePatient> young = cohort().stream().filter(p -> p.attributes().age() < 40).toList();
    ToDoubleFunction<SpineColumn> disc =
        c -> c.level(Vertebra.L3.ordinal()).disc() / c.level(Vertebra.L3.ordinal()).height();
    assertTrue(meanOver(old, disc) < meanOver(young, disc));
    assertTrue(discSignal(old.get(0)) < discSignal(young.get(0)));
  }

  private static double discSignal(SpinePatient patient) {
    float[] image = floats(patient.volume(Modality.T2));
    byte[] discs = bytes(patient.discs());
    int middle = SMALL.dimensions()[0] * SMALL.dimensions()[1] * 2;
    return IntStream.range(middle, middle + middle / 2)
        .filter(i -> discs[i] == Vertebra.L3.label())
        .mapToDouble(i -> image[i])
        .max()
        .orElseThrow();
  }

  /** The area of a rounded rectangle with a waist lies within 12 % of height times depth. */
  @Test
  void labels_haveTheAreaOfTheirBodies() {
    SpinePatient patient = SpinePatient.of(SpineConfig.full(11, 1, ScannerPreset.siteA()), 0);
    byte[] labels = bytes(patient.vertebrae());
    int plane = 224 * 736;
    for (Vertebra unit : Vertebra.units()) {
      SpineLevel level = patient.column().level(unit.ordinal());
      long area =
          IntStream.range(2 * plane, 3 * plane).filter(i -> labels[i] == unit.label()).count();
      double expected = level.height() * level.depth();
      assertEquals(0.94, area / expected, 0.06, unit + " covers " + area + " mm^2");
    }
  }

  @Test
  void positions_areTheMiddlesOfTheirBodies() {
    RandomAccess<UnsignedByteType> labels = PATIENT.vertebrae().randomAccess();
    assertEquals(110, PATIENT.positions().size());
    for (SpinePosition at : PATIENT.positions()) {
      labels.setPosition(new int[] {at.column(), at.row(), at.slice()});
      assertEquals(at.vertebra().label(), labels.get().get(), at.toString());
      assertEquals(4 * (at.slice() - 2), at.offsetMm());
    }
  }

  @Test
  void windowsAroundPositions_lieInsideTheImage() {
    for (SpinePatient patient : cohort()) {
      for (SpinePosition at : patient.positions()) {
        assertTrue(at.column() >= 16 && at.column() + 16 <= SMALL.dimensions()[0], at.toString());
        assertTrue(at.row() >= 16 && at.row() + 16 <= SMALL.dimensions()[1], at.toString());
      }
    }
  }

  @Test
  void affine_mapsColumnsToTheBackAndRowsDown() {
    double[][] affine = PATIENT.affine();
    assertArrayEquals(new double[] {-2, 0, 0, 111}, affine[1]);
    assertArrayEquals(new double[] {0, -2, 0, 367}, affine[2]);
    assertArrayEquals(new double[] {0, 0, -4, 8}, affine[0]);
  }

  @Test
  void volumes_sameSeed_areTheSameBytesOnOneThreadAndOnMany() throws Exception {
    ForkJoinPool one = new ForkJoinPool(1);
    try {
      float[] alone = one.submit(() -> floats(SpinePatient.of(SMALL, 1).volume(Modality.T2))).get();
      assertArrayEquals(alone, floats(SpinePatient.of(SMALL, 1).volume(Modality.T2)));
      assertFalse(Arrays.equals(alone, floats(PATIENT.volume(Modality.T2))));
    } finally {
      one.shutdown();
    }
  }

  @Test
  void secondSite_showsTheSameSpineThroughAnotherScanner() {
    SpinePatient other = SpinePatient.of(SpineConfig.small(11, 1, ScannerPreset.siteB()), 0);
    assertArrayEquals(bytes(PATIENT.vertebrae()), bytes(other.vertebrae()));
    assertEquals("B", other.attributes().site());
  }

  @Test
  void fluid_isBrightestOnT2AndDarkOnT1() {
    byte[] tissue = bytes(PATIENT.tissueLabels());
    float[] t2 = floats(PATIENT.volume(Modality.T2));
    float[] t1 = floats(PATIENT.volume(Modality.T1));
    assertTrue(mean(t2, tissue, SpineTissue.FLUID) > 2 * mean(t2, tissue, SpineTissue.CORD));
    assertTrue(mean(t1, tissue, SpineTissue.FLUID) < 0.5 * mean(t1, tissue, SpineTissue.MARROW));
  }

  private static double mean(float[] image, byte[] tissue, SpineTissue wanted) {
    return IntStream.range(0, image.length)
        .filter(i -> tissue[i] == wanted.ordinal())
        .mapToDouble(i -> image[i])
        .average()
        .orElseThrow();
  }

  @Test
  void timeOfFlight_isRefusedWithTheChoices() {
    Exception refused =
        assertThrows(IllegalArgumentException.class, () -> PATIENT.volume(Modality.TOF));
    assertTrue(refused.getMessage().contains("choose T1, T2 or PD"), refused.getMessage());
  }
}
