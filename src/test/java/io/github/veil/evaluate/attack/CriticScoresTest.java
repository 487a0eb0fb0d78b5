/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.core.Progress;
import io.github.veil.evaluate.encoder.PhantomPatches;
import io.github.veil.network.Engine;
import io.github.veil.network.GanArchitecture;
import io.github.veil.network.Initialisation;
import io.github.veil.phantom.Modality;
import io.github.veil.train.ModelCard;
import io.github.veil.train.ModelZip;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CriticScoresTest {

  private static final GanArchitecture SMALL =
      new GanArchitecture(32, 1, 8, 0, 4, 4, 8, Initialisation.HE);

  @TempDir Path folder;

  @Test
  void of_modelZip_equalsDl4jsOwnOutput() throws IOException {
    Engine.start();
    ComputationGraph critic = SMALL.critic(1);
    Path model = folder.resolve("model.zip");
    ModelZip.write(model, false, SMALL.generator(1), critic, card(), Map.of());
    PhantomPatches patches = new PhantomPatches(3, 1, 40, 32, List.of(Modality.TOF));
    double[] scores = CriticScores.of(model, patches, Progress.NONE);
    float[] pixels = new float[32 * 32];
    assertEquals(40, scores.length);
    for (int i = 0; i < 40; i++) {
      patches.read(i, pixels, 0);
      INDArray input = Nd4j.create(pixels, new int[] {1, 1, 32, 32}, 'c');
      double expected = critic.outputSingle(input).getDouble(0);
      assertEquals(expected, scores[i], 1e-4 * Math.max(1, Math.abs(expected)));
    }
  }

  @Test
  void of_otherSizeOrNoModel_isRefusedInASentence() throws IOException {
    Engine.start();
    Path model = folder.resolve("model.zip");
    ModelZip.write(model, false, SMALL.generator(1), SMALL.critic(1), card(), Map.of());
    PhantomPatches large = new PhantomPatches(3, 1, 2, 48, List.of(Modality.TOF));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> CriticScores.of(model, large, Progress.NONE));
    assertTrue(e.getMessage().contains("takes patches of 32 pixels with 1 channels"));
    assertThrows(
        IllegalArgumentException.class,
        () -> CriticScores.of(folder.resolve("none.zip"), large, Progress.NONE));
  }

  private static ModelCard card() {
    return new ModelCard(
        ModelCard.FORMAT, "test", "", null, 32, 1, 1, 1, "mm", "", 0, 0, 0, "", false, "", null);
  }
}
