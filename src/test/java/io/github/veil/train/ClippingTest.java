/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.veil.core.RandomSource;
import io.github.veil.privacy.PrivacyUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class ClippingTest {

  private static final double CLIP = 0.5;

  private static PrivacySettings settings(PrivacyUnit unit, Clipping clipping) {
    return new PrivacySettings(true, unit, 1, 0, 0, false, CLIP, 3, true, clipping);
  }

  /** Under the same noise a unit moves the sum by what its clipped gradient is long. */
  @ParameterizedTest
  @CsvSource({"PATCH, FLAT", "PATCH, PER_LAYER", "PATIENT, FLAT", "PATIENT, PER_LAYER"})
  void step_oneUnitLeaves_movesTheSumByAtMostTheClipNorm(PrivacyUnit unit, Clipping clipping) {
    int perUnit = unit == PrivacyUnit.PATCH ? 1 : 3;
    AuditConfig audit = new AuditConfig(16, 1, 1, 1, 1e-5, 0.95, CLIP, unit, perUnit, 100, "2");
    GanConfig base = audit.gan(4);
    GanConfig config =
        new GanConfig(
            base.preset(),
            base.loss(),
            base.networks(),
            base.optimization(),
            base.schedule(),
            settings(unit, clipping),
            base.seed());
    RandomSource random = RandomSource.seeded(6);
    Canaries canaries = new Canaries(audit, 4, random);
    try (GanNetworks networks = CanaryAudit.networks(config, random);
        INDArray all = release(networks, canaries, config, random, true);
        INDArray less = release(networks, canaries, config, random, false)) {
      double norm = 4 * all.sub(less).castTo(DataType.DOUBLE).norm2Number().doubleValue() / CLIP;
      // All layers' gradients are longer than their share, so the bound is attained.
      assertEquals(1, norm, 1e-3);
    }
  }

  private static INDArray release(
      GanNetworks networks,
      Canaries canaries,
      GanConfig config,
      RandomSource random,
      boolean withFirst) {
    PrivacyUnits units = canaries.units(new boolean[] {withFirst, true, true, true});
    INDArray released = GanNetworks.gradientBuffer(networks.critic);
    try (RealGradient gradient =
        PrivateRealGradient.of(networks, canaries, units, config, 1, random)) {
      gradient.write(released, 0);
    }
    return released;
  }

  @Test
  void json_perLayer_survivesTheRoundTrip() throws Exception {
    ObjectMapper json = new ObjectMapper();
    PrivacySettings settings = settings(PrivacyUnit.PATIENT, Clipping.PER_LAYER);
    String text = json.writeValueAsString(settings);
    assertTrue(text.contains("PER_LAYER"), text);
    assertEquals(settings, json.readValue(text, PrivacySettings.class));
  }

  @Test
  void json_ofAnEarlierTraining_isFlat() throws Exception {
    ObjectMapper json = new ObjectMapper();
    PrivacySettings flat = settings(PrivacyUnit.PATIENT, Clipping.FLAT);
    ObjectNode earlier = json.valueToTree(flat);
    assertNotNull(earlier.remove("clipping"));
    assertEquals(flat, json.treeToValue(earlier, PrivacySettings.class));
  }
}
