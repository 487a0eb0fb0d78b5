/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import io.github.veil.train.AdversarialLoss;
import io.github.veil.train.PrivacySettings;
import io.github.veil.train.cycle.CycleConfig.GeneratorKind;
import io.github.veil.train.cycle.CycleConfig.Losses;
import io.github.veil.train.cycle.CycleConfig.Networks;
import io.github.veil.train.cycle.CycleConfig.Optimization;
import io.github.veil.train.cycle.CycleConfig.Schedule;
import java.util.List;

/** The named starting points of a training; each default of Veil's translation is stated here. */
public final class CyclePresets {

  /** Small networks that show something within minutes on a laptop. */
  public static final String QUICK_LOOK = "quick look";

  /** U-Nets and cross-entropy, the one-to-one CycleGAN for MRI of the field notes. */
  public static final String SOURCE = "one-to-one MRI";

  /** ResNets, least squares, image buffer and decaying rate, as Zhu et al. 2017. */
  public static final String ZHU = "Zhu 2017";

  /** All presets in the order a dialog offers them. */
  public static final List<String> NAMES = List.of(QUICK_LOOK, SOURCE, ZHU);

  private static final CycleConfig QUICK =
      new CycleConfig(
          QUICK_LOOK,
          new Networks(GeneratorKind.RESNET, 64, 1, 1, 16, 16, 0),
          new Losses(AdversarialLoss.LEAST_SQUARES, 10, 0.5),
          new Optimization(5e-4, 0.5, 1, 50),
          SliceAugmentation.STANDARD,
          new Schedule(2000, 0, 0.5, 0, 250, 100),
          PrivacySettings.NONE,
          "");

  private static final CycleConfig ONE_TO_ONE =
      new CycleConfig(
          SOURCE,
          new Networks(GeneratorKind.UNET, 256, 1, 1, 64, 64, 0.5),
          new Losses(AdversarialLoss.LOGISTIC, 10, 0.5),
          new Optimization(2e-4, 0.5, 1, 0),
          SliceAugmentation.NONE,
          new Schedule(0, 100, 1, 0, 250, 100),
          PrivacySettings.NONE,
          "");

  private static final CycleConfig ZHU_2017 =
      new CycleConfig(
          ZHU,
          new Networks(GeneratorKind.RESNET, 256, 1, 1, 64, 64, 0),
          new Losses(AdversarialLoss.LEAST_SQUARES, 10, 0.5),
          new Optimization(2e-4, 0.5, 1, 50),
          SliceAugmentation.STANDARD,
          new Schedule(0, 200, 0.5, 0, 250, 100),
          PrivacySettings.NONE,
          "");

  private CyclePresets() {}

  /**
   * The settings of a preset, without privacy settings.
   *
   * @throws IllegalArgumentException if there is no preset of that name
   */
  public static CycleConfig named(String name) {
    return switch (name) {
      case QUICK_LOOK -> QUICK;
      case SOURCE -> ONE_TO_ONE;
      case ZHU -> ZHU_2017;
      default ->
          throw new IllegalArgumentException(
              "There is no preset \""
                  + name
                  + "\"; choose one of "
                  + String.join(", ", NAMES)
                  + ".");
    };
  }
}
