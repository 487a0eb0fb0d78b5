/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import io.github.veil.core.Require;
import io.github.veil.image.IntensityScaling;
import io.github.veil.patch.Plane;
import io.github.veil.patch.slice.SliceConfig;
import io.github.veil.privacy.PrivacyUnit;
import io.github.veil.train.AdversarialLoss;
import io.github.veil.train.PrivacySettings;
import io.github.veil.train.cycle.CycleConfig;
import io.github.veil.train.cycle.CycleConfig.GeneratorKind;
import io.github.veil.train.cycle.CyclePresets;
import io.github.veil.train.cycle.SliceAugmentation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields of the dialog of Translate MRI as the user left them, where 0, blank and "preset" mean
 * "as the preset says".
 */
record TranslationOptions(
    String preset,
    SliceFields slices,
    Privacy privacy,
    Schedule schedule,
    Losses losses,
    Networks networks,
    String seed) {

  private static final Pattern RANGE =
      Pattern.compile("\\s*(-?[0-9.eE+]+)\\s*[-,; ]\\s*(-?[0-9.eE+]+)\\s*");

  record SliceFields(
      String plane,
      String range,
      int size,
      double pixel,
      int neighbours,
      double leastContent,
      String rangeX,
      String rangeY) {

    SliceConfig config(int presetSize) {
      double[] limits = range.isBlank() ? new double[2] : numbers(range, "slice_range", "20-90");
      Require.that(
          range.isBlank() || limits[0] >= 1 && limits[0] == (int) limits[0],
          "slice_range must be two whole numbers from 1 on, for instance 20-90, but is \"%s\".",
          range);
      return new SliceConfig(
          Plane.of(plane),
          (int) limits[0],
          (int) limits[1],
          size == 0 ? presetSize : size,
          pixel,
          neighbours,
          leastContent);
    }

    IntensityScaling scalingX() {
      return scaling(rangeX, "range_x");
    }

    IntensityScaling scalingY() {
      return scaling(rangeY, "range_y");
    }

    private static IntensityScaling scaling(String text, String key) {
      if (text.isBlank()) {
        return IntensityScaling.ofPercentiles();
      }
      double[] limits = numbers(text, key, "0-1200");
      return IntensityScaling.ofRange(limits[0], limits[1]);
    }

    private static double[] numbers(String text, String key, String example) {
      Matcher matcher = RANGE.matcher(text);
      try {
        Require.that(matcher.matches(), "");
        return new double[] {
          Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2))
        };
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "%s must be two numbers, the lower one first, for instance %s, but is \"%s\"."
                .formatted(key, example, text),
            e);
      }
    }
  }

  record Privacy(
      boolean enabled,
      double targetEpsilon,
      double noiseMultiplier,
      double delta,
      double clipNorm) {

    PrivacySettings settings() {
      if (!enabled) {
        return PrivacySettings.NONE;
      }
      return new PrivacySettings(
          true,
          PrivacyUnit.PATIENT,
          noiseMultiplier,
          targetEpsilon,
          delta,
          false,
          GanOptions.or(clipNorm, PrivacySettings.NONE.clipNorm()),
          PrivacySettings.NONE.patchesPerUnit(),
          false);
    }
  }

  record Schedule(
      long steps, double maxMinutes, double constantShare, int checkpointEvery, int previewEvery) {

    CycleConfig.Schedule over(CycleConfig.Schedule preset) {
      return new CycleConfig.Schedule(
          steps == 0 ? preset.steps() : steps,
          preset.epochs(),
          GanOptions.or(constantShare, preset.decayStart()),
          GanOptions.or(maxMinutes, preset.maxMinutes()),
          (int) GanOptions.or(checkpointEvery, preset.checkpointEvery()),
          (int) GanOptions.or(previewEvery, preset.previewEvery()));
    }
  }

  record Losses(String adversarial, double cycleWeight, double identityWeight) {

    CycleConfig.Losses over(CycleConfig.Losses preset) {
      AdversarialLoss loss =
          switch (adversarial) {
            case GanOptions.PRESET -> preset.adversarial();
            case "cross-entropy" -> AdversarialLoss.LOGISTIC;
            case "least squares" -> AdversarialLoss.LEAST_SQUARES;
            default ->
                throw new IllegalArgumentException(
                    "The adversarial loss must be cross-entropy or least squares, but is \""
                        + adversarial
                        + "\".");
          };
      return new CycleConfig.Losses(
          loss,
          GanOptions.or(cycleWeight, preset.cycle()),
          orNone(identityWeight, preset.identity()));
    }
  }

  record Networks(
      String generator,
      int width,
      int batchSize,
      double learningRate,
      int imageBuffer,
      String augmentation) {

    CycleConfig.Networks over(CycleConfig.Networks preset, int size) {
      GeneratorKind kind =
          generator.equals(GanOptions.PRESET)
              ? preset.generator()
              : GanOptions.choice(GeneratorKind.class, generator.replace("-", ""), "generator");
      return new CycleConfig.Networks(
          kind,
          size,
          preset.channelsX(),
          preset.channelsY(),
          (int) GanOptions.or(width, preset.generatorWidth()),
          (int) GanOptions.or(width, preset.criticWidth()),
          preset.dropout());
    }

    CycleConfig.Optimization over(CycleConfig.Optimization preset, boolean isPrivate) {
      return new CycleConfig.Optimization(
          GanOptions.or(learningRate, preset.rate()),
          preset.beta1(),
          (int) GanOptions.or(batchSize, preset.batchSize()),
          isPrivate && imageBuffer == 0 ? 0 : (int) orNone(imageBuffer, preset.imageBuffer()));
    }

    SliceAugmentation over(SliceAugmentation preset) {
      return switch (augmentation) {
        case GanOptions.PRESET -> preset;
        case "none" -> SliceAugmentation.NONE;
        case "flips" -> new SliceAugmentation(true, false, 0);
        case "flips and crops" -> SliceAugmentation.STANDARD;
        default ->
            throw new IllegalArgumentException(
                "The augmentation must be none, flips, or flips and crops, but is \""
                    + augmentation
                    + "\".");
      };
    }
  }

  SliceConfig sliceConfig() {
    return slices.config(CyclePresets.named(preset).networks().size());
  }

  /**
   * For scans with one channel; {@link CycleConfig#sized} makes it fit others.
   *
   * @throws IllegalArgumentException with a sentence that names the field
   */
  CycleConfig config() {
    CycleConfig base = CyclePresets.named(preset);
    return new CycleConfig(
        preset,
        networks.over(base.networks(), sliceConfig().size()),
        losses.over(base.losses()),
        networks.over(base.optimization(), privacy.enabled),
        networks.over(base.augmentation()),
        schedule.over(base.schedule()),
        privacy.settings(),
        seed);
  }

  /** 0 is the preset's value, -1 none. */
  private static double orNone(double value, double preset) {
    return value == -1 ? 0 : GanOptions.or(value, preset);
  }
}
