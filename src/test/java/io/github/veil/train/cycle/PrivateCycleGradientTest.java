/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.core.RandomSource;
import io.github.veil.privacy.PrivacyUnit;
import io.github.veil.train.Clipping;
import io.github.veil.train.PrivacySettings;
import io.github.veil.train.PrivacyUnits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What one patient can change in the sum that gets the noise. */
class PrivateCycleGradientTest {

  private static final int SIZE = 64;

  /** Patient 0 has two slices of X (0, 1) and two of Y (9, 10); patient 1 the next. */
  private static final int[] FIRST = {0, 1, 9, 10};

  private static final int[] SECOND = {2, 3, 11};

  private final RandomSource random = RandomSource.seeded(3);

  private static CycleConfig config(double clipNorm, Clipping clipping) {
    CycleConfig base = CycleTrainingTest.config(true, 4);
    PrivacySettings privacy =
        new PrivacySettings(
            true, PrivacyUnit.PATIENT, 1, 0, 0, false, clipNorm, 4, false, clipping);
    return new CycleConfig(
        base.preset(),
        new CycleConfig.Networks(CycleConfig.GeneratorKind.UNET, SIZE, 1, 1, 2, 2, 0),
        base.losses(),
        base.optimization(),
        SliceAugmentation.NONE,
        base.schedule(),
        privacy,
        "5");
  }

  @ParameterizedTest
  @CsvSource({"0.7, FLAT", "1e-3, FLAT", "1e-3, PER_LAYER"})
  void sum_changesByAtMostTheClipNorm_whenAPatientComesOrGoes(double clipNorm, Clipping clipping) {
    CycleConfig config = config(clipNorm, clipping);
    CycleJob job = CycleTrainingTest.job(config, Path.of("."));
    try (CycleNetworks networks = new CycleNetworks(config, random);
        PrivateCycleGradient gradient = gradient(networks, config, job)) {
      List<INDArray> both = copy(gradient.sumClipped(List.of(SECOND, FIRST), 0));
      List<INDArray> without = copy(gradient.sumClipped(List.of(SECOND), 0));
      double change = distance(both, without);
      assertTrue(change <= clipNorm, "changed by " + change);
      assertTrue(change > 0.9 * clipNorm, "clipping must bind here, but changed by " + change);
      for (int network = 0; network < both.size(); network++) {
        double part = both.get(network).distance2(without.get(network));
        assertTrue(part > 0, "a patient touches network " + network);
      }
    }
  }

  @Test
  void sum_ofASliceOfX_touchesTheCriticOfYThroughItsTranslation() {
    CycleConfig config = config(1e6, Clipping.FLAT);
    CycleJob job = CycleTrainingTest.job(config, Path.of("."));
    try (CycleNetworks networks = new CycleNetworks(config, random);
        PrivateCycleGradient gradient = gradient(networks, config, job)) {
      for (INDArray part : gradient.sumClipped(List.of(new int[] {0}), 0)) {
        assertTrue(part.norm2Number().doubleValue() > 0);
      }
    }
  }

  @Test
  void sum_unclipped_isTheMeanOverThePatientsSlices() {
    CycleConfig config = config(1e6, Clipping.FLAT);
    CycleJob job = CycleTrainingTest.job(config, Path.of("."));
    try (CycleNetworks networks = new CycleNetworks(config, random);
        PrivateCycleGradient gradient = gradient(networks, config, job)) {
      List<INDArray> whole = copy(gradient.sumClipped(List.of(SECOND), 0));
      List<int[]> alone = new ArrayList<>();
      for (int slice : SECOND) {
        alone.add(new int[] {slice});
      }
      List<INDArray> sum = copy(gradient.sumClipped(alone, 0));
      sum.forEach(part -> part.divi(SECOND.length));
      double norm = Math.sqrt(whole.stream().mapToDouble(PrivateCycleGradientTest::squares).sum());
      assertEquals(0, distance(whole, sum) / norm, 1e-5);
    }
  }

  @Test
  void sum_notFinitePatient_isLeftOut() {
    CycleConfig config = config(1, Clipping.FLAT);
    CycleJob plain = CycleTrainingTest.job(config, Path.of("."));
    SliceSource broken =
        new SliceSource() {
          @Override
          public int count() {
            return plain.x().count();
          }

          @Override
          public int size() {
            return SIZE;
          }

          @Override
          public int channels() {
            return 1;
          }

          @Override
          public void fill(int index, float[] target) {
            plain.x().fill(index, target);
            target[5] = index == 0 ? Float.NaN : target[5];
          }

          @Override
          public String patient(int index) {
            return plain.x().patient(index);
          }
        };
    CycleJob job =
        new CycleJob(
            config,
            broken,
            plain.y(),
            plain.description(),
            plain.publicSlices(),
            plain.folder(),
            plain.ledger(),
            false);
    try (CycleNetworks networks = new CycleNetworks(config, random);
        PrivateCycleGradient gradient = gradient(networks, config, job)) {
      List<INDArray> expected = copy(gradient.sumClipped(List.of(SECOND), 0));
      List<INDArray> sum = copy(gradient.sumClipped(List.of(FIRST, SECOND), 0));
      double distance = distance(expected, sum);
      assertTrue(distance < 1e-6, "distance " + distance);
    }
  }

  @Test
  void compute_addsNoiseOfItsOwnToEveryNetwork() {
    CycleConfig config = config(1, Clipping.FLAT);
    CycleJob job = CycleTrainingTest.job(config, Path.of("."));
    try (CycleNetworks networks = new CycleNetworks(config, random);
        PrivateCycleGradient gradient = gradient(networks, config, job)) {
      gradient.compute(1);
      List<INDArray> noised = copy(gradient.gradients());
      for (INDArray part : noised) {
        double deviation = Math.sqrt(squares(part) / part.length());
        assertEquals(0.5, deviation, 0.05);
      }
      int shared = (int) Math.min(noised.get(0).length(), noised.get(1).length());
      double product = 0;
      for (int i = 0; i < shared; i++) {
        product += noised.get(0).getDouble(i) * noised.get(1).getDouble(i) / 0.25;
      }
      assertTrue(Math.abs(product) < 6 * Math.sqrt(shared), "correlation " + product / shared);
    }
  }

  @Test
  void units_areThePatientsOfBothSets() {
    CycleConfig config = config(1, Clipping.FLAT);
    CycleJob job = CycleTrainingTest.job(config, Path.of("."));
    PrivacyUnits units = CycleUnits.of(job.x(), job.y(), config.privacy());
    assertEquals(5, units.count());
    PrivacySettings slices =
        new PrivacySettings(true, PrivacyUnit.PATCH, 1, 0, 0, false, 1, 4, false);
    assertThrows(IllegalArgumentException.class, () -> CycleUnits.of(job.x(), job.y(), slices));
  }

  private PrivateCycleGradient gradient(CycleNetworks networks, CycleConfig config, CycleJob job) {
    PrivacyUnits units = CycleUnits.of(job.x(), job.y(), config.privacy());
    return new PrivateCycleGradient(networks, config, job, units, 1, random);
  }

  private static List<INDArray> copy(List<INDArray> arrays) {
    return arrays.stream().map(INDArray::dup).toList();
  }

  private static double distance(List<INDArray> a, List<INDArray> b) {
    double squares = 0;
    for (int i = 0; i < a.size(); i++) {
      squares += squares(a.get(i).sub(b.get(i)));
    }
    return Math.sqrt(squares);
  }

  private static double squares(INDArray array) {
    double squares = 0;
    for (double value : array.reshape(array.length()).toDoubleVector()) {
      squares += value * value;
    }
    return squares;
  }
}
