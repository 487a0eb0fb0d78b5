/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import io.github.veil.core.Require;
import io.github.veil.privacy.PrivacyUnit;
import io.github.veil.train.AdversarialLoss;
import io.github.veil.train.Clipping;
import io.github.veil.train.GanConfig;
import io.github.veil.train.GanConfig.OptimizerKind;
import io.github.veil.train.GanPresets;
import io.github.veil.train.PrivacySettings;
import io.github.veil.train.condition.ConditionHead;
import io.github.veil.train.condition.Conditioning;
import java.util.Locale;

/**
 * The fields of the training dialog as the user left them, where 0, blank and {@value #PRESET} mean
 * "as the preset says".
 */
record GanOptions(
    String preset,
    Privacy privacy,
    Schedule schedule,
    Optimization optimization,
    Networks networks,
    String seed,
    Conditional conditional) {

  /** The choice that leaves a field to the preset. */
  static final String PRESET = "preset";

  /** The bound or weight that means none, because 0 means the preset's. */
  static final int NEVER = -1;

  /** The budget that a dialog opens with. */
  static final double DEFAULT_EPSILON = 8;

  record Privacy(
      boolean enabled,
      double targetEpsilon,
      double noiseMultiplier,
      double delta,
      String unit,
      int patchesPerUnit,
      double clipNorm,
      String clipping,
      String accountant) {

    PrivacySettings settings(PrivacySettings defaults, boolean paper) {
      if (!enabled) {
        return PrivacySettings.NONE;
      }
      return new PrivacySettings(
          true,
          choice(PrivacyUnit.class, unit, "privacy unit"),
          noiseMultiplier,
          targetEpsilon,
          delta,
          paper,
          or(clipNorm, defaults.clipNorm()),
          (int) or(patchesPerUnit, defaults.patchesPerUnit()),
          claimsPld(),
          choice(Clipping.class, clipping.replace('-', '_'), "clipping"));
    }

    private boolean claimsPld() {
      Require.that(
          accountant.equals("RDP") || accountant.equals("PLD"),
          "The accountant must be RDP or PLD, but is \"%s\".",
          accountant);
      return accountant.equals("PLD");
    }
  }

  record Schedule(long iterations, double epochs, double maxMinutes, int checkpointEvery) {

    GanConfig.Schedule over(GanConfig.Schedule preset) {
      boolean given = iterations != 0 || epochs != 0;
      return new GanConfig.Schedule(
          given ? iterations : preset.iterations(),
          given ? epochs : preset.epochs(),
          or(maxMinutes, preset.maxMinutes()),
          (int) or(checkpointEvery, preset.checkpointEvery()));
    }
  }

  record Optimization(
      String loss,
      String optimizer,
      double generatorRate,
      double criticRate,
      double weightClip,
      int criticSteps,
      int batchSize,
      boolean adaptive,
      double spectralNorm,
      double diversity) {

    GanConfig.Optimization over(GanConfig.Optimization preset) {
      return new GanConfig.Optimization(
          optimizer.equals(PRESET)
              ? preset.optimizer()
              : choice(OptimizerKind.class, optimizer, "optimiser"),
          or(generatorRate, preset.generatorRate()),
          or(criticRate, preset.criticRate()),
          orNone(weightClip, preset.weightClip()),
          (int) or(criticSteps, preset.criticSteps()),
          (int) or(batchSize, preset.batchSize()),
          preset.averaging(),
          adaptive || preset.adaptive());
    }

    GanConfig.Regularization regularization(boolean conditional) {
      GanConfig.Regularization preset =
          conditional ? GanConfig.Regularization.CONDITIONAL : GanConfig.Regularization.NONE;
      return new GanConfig.Regularization(
          orNone(spectralNorm, preset.spectralNorm()), orNone(diversity, preset.diversity()));
    }
  }

  record Networks(int latent, int generatorWidth, int criticWidth) {

    GanConfig.Networks over(GanConfig.Networks preset) {
      return new GanConfig.Networks(
          (int) or(latent, preset.latent()),
          (int) or(generatorWidth, preset.generatorWidth()),
          (int) or(criticWidth, preset.criticWidth()),
          preset.maxWidth());
    }
  }

  record Conditional(String model, String conditions, String frequencies) {

    static final String NONE = "unconditional";
    static final String AUXILIARY = "conditional (auxiliary classifier)";
    static final String PROJECTION = "conditional (projection critic)";

    Conditioning conditioning() {
      return switch (model) {
        case NONE -> Conditioning.NONE;
        case AUXILIARY -> Conditioning.of(ConditionHead.AUXILIARY, conditions, counting());
        case PROJECTION -> Conditioning.of(ConditionHead.PROJECTION, conditions, counting());
        default ->
            throw new IllegalArgumentException(
                "The model must be \"%s\", \"%s\" or \"%s\", but is \"%s\"."
                    .formatted(NONE, AUXILIARY, PROJECTION, model));
      };
    }

    private String counting() {
      return frequencies.isBlank() ? Conditioning.AUTO : frequencies.strip();
    }
  }

  /**
   * @throws IllegalArgumentException with a sentence that names the field
   */
  GanConfig config() {
    GanConfig base = GanPresets.named(preset, privacy.enabled());
    boolean paper = preset.equals(GanPresets.KOSSEN);
    Conditioning conditioning = conditional.conditioning();
    return new GanConfig(
        preset,
        optimization.loss.equals(PRESET)
            ? base.loss()
            : choice(AdversarialLoss.class, optimization.loss, "loss"),
        networks.over(base.networks()),
        optimization.over(base.optimization()),
        schedule.over(base.schedule()),
        privacy.settings(base.privacy(), paper),
        seed,
        conditioning,
        optimization.regularization(conditioning.enabled()));
  }

  /** How the dialog calls a loss. */
  static String choice(AdversarialLoss loss) {
    return switch (loss) {
      case WASSERSTEIN -> "Wasserstein";
      case HINGE -> "hinge";
      case LOGISTIC -> "logistic";
      case LEAST_SQUARES -> "least squares";
    };
  }

  /** How the dialog calls an optimiser. */
  static String choice(OptimizerKind optimizer) {
    return switch (optimizer) {
      case RMSPROP -> "RMSprop";
      case ADAM -> "Adam";
    };
  }

  /** The value, or the preset where it is 0. */
  static double or(double value, double preset) {
    return value == 0 ? preset : value;
  }

  /** As {@link #or}, and 0 where the value is {@value #NEVER}. */
  private static double orNone(double value, double preset) {
    return value == NEVER ? 0 : or(value, preset);
  }

  /** The constant of that name, in any case; {@code field} is for the message. */
  static <E extends Enum<E>> E choice(Class<E> type, String text, String field) {
    for (E value : type.getEnumConstants()) {
      if (value.name().equals(text.toUpperCase(Locale.ROOT))) {
        return value;
      }
    }
    throw new IllegalArgumentException("The " + field + " cannot be \"" + text + "\".");
  }
}
