/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.train.GanConfig.Optimization;
import io.github.veil.train.GanConfig.OptimizerKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CriticPaceTest {

  private static Optimization how(boolean adaptive) {
    return new Optimization(OptimizerKind.ADAM, 1e-3, 1e-3, 0, 7, 8, 0, adaptive);
  }

  @Test
  void adaptive_criticFallsBehind_takesMoreStepsAlongTheLadder() {
    CriticPace pace = CriticPace.start(how(true));
    List<Integer> ladder = new ArrayList<>(List.of(pace.steps()));
    for (int i = 0; i < 400; i++) {
      pace = pace.after(0.4, how(true));
      if (ladder.get(ladder.size() - 1) != pace.steps()) {
        ladder.add(pace.steps());
      }
    }
    assertEquals(List.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000), ladder);
  }

  @Test
  void adaptive_goodCritic_keepsItsPace() {
    CriticPace pace = CriticPace.start(how(true));
    for (int i = 0; i < 100; i++) {
      pace = pace.after(0.7, how(true));
    }
    assertEquals(1, pace.steps());
    assertEquals(101, pace.due());
  }

  @Test
  void fixed_badCritic_keepsItsPace() {
    CriticPace pace = CriticPace.start(how(false));
    for (int i = 0; i < 100; i++) {
      pace = pace.after(0, how(false));
    }
    assertEquals(7, pace.steps());
    assertEquals(707, pace.due());
  }

  @Test
  void adaptive_wasserstein_isRefused() {
    GanConfig preset = GanPresets.named(GanPresets.KOSSEN, false);
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new GanConfig(
                    "test",
                    AdversarialLoss.WASSERSTEIN,
                    preset.networks(),
                    how(true),
                    preset.schedule(),
                    PrivacySettings.NONE,
                    ""));
    assertTrue(refusal.getMessage().contains("hinge or the logistic"), refusal.getMessage());
  }
}
