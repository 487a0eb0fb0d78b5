/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.ImagePlus;
import ij.WindowManager;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSet;
import io.github.veil.privacy.AccountedSteps;
import io.github.veil.privacy.Ledger;
import io.github.veil.privacy.PrivacyUnit;
import io.github.veil.train.GanConfig;
import io.github.veil.train.PrivacyPlan;
import io.github.veil.train.PrivacySettings;
import io.github.veil.train.PrivacyUnits;
import io.github.veil.train.TrainingEstimate;
import io.github.veil.train.condition.ConditionSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What Train Private GAN will do: the preset's values, the noise or epsilon, time and memory.
 * Epsilon is computed by the fast accountant (RDP), whichever is claimed.
 */
final class TrainingReadOut {

  private static final String BEYOND_RDP =
      "Privacy: RDP cannot reach this target; PLD, which is tighter, is asked when training starts.";

  private String opened = "";
  private PatchSet set;

  /**
   * @param patches as in the dialog: a file, an image's title, or blank
   * @param ledger file of the privacy ledger; null or missing for none yet
   */
  List<String> of(GanConfig config, String patches, Path ledger, boolean resume)
      throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(settings(config));
    if (resume) {
      lines.add("Resuming: all settings but the time limit come from the checkpoint.");
      return lines;
    }
    PatchSet data = open(patches);
    PrivacySettings privacy = config.privacy();
    PrivacyUnits units =
        PrivacyUnits.of(data.rows(), privacy.unit(), Math.max(1, privacy.patchesPerUnit()));
    lines.add(data(data));
    ConditionSchema schema = ConditionsReadOut.schema(config, data);
    if (!schema.none()) {
      lines.add(ConditionsReadOut.line(config, schema));
    }
    long iterations = config.totalIterations(units.count());
    if (privacy.enabled()) {
      PrivacyPlan plan = plan(config, units.count(), history(ledger));
      lines.add(plan == null ? BEYOND_RDP : privacy(plan, privacy));
      if (plan != null) {
        iterations =
            Math.min(iterations, plan.allowedSteps() / config.optimization().criticSteps());
      }
    } else {
      lines.add(ReadOut.problem("Without privacy the model may show real patients."));
    }
    lines.add(needs(config, data, schema, units.count(), iterations));
    return lines;
  }

  /** A set stays open while its field does not change. */
  private PatchSet open(String patches) throws IOException {
    ImagePlus active = patches.isBlank() ? WindowManager.getCurrentImage() : null;
    String key = active == null ? patches : "image " + active.getID();
    if (set == null || !key.equals(opened)) {
      set = PatchInput.open(patches).set();
      opened = key;
    }
    return set;
  }

  private static String settings(GanConfig config) {
    GanConfig.Optimization how = config.optimization();
    GanConfig.Schedule time = config.schedule();
    return "<b>%s</b>: %s, batch %,d, critic steps %s; %s loss, %s at %s and %s, %s;"
            .formatted(
                MessageText.escaped(config.preset()),
                time.iterations() > 0
                    ? "%,d iterations".formatted(time.iterations())
                    : NumberTexts.three(time.epochs()) + " epochs",
                how.batchSize(),
                how.adaptive()
                    ? "adaptive, %d on average".formatted(how.criticSteps())
                    : how.criticSteps(),
                GanOptions.choice(config.loss()),
                GanOptions.choice(how.optimizer()),
                NumberTexts.three(how.generatorRate()),
                NumberTexts.three(how.criticRate()),
                how.weightClip() > 0
                    ? "weights clipped to " + NumberTexts.three(how.weightClip())
                    : "weights not clipped")
        + " widths %d and %d, latent length %d"
            .formatted(
                config.networks().generatorWidth(),
                config.networks().criticWidth(),
                config.networks().latent())
        + regularization(config.regularization());
  }

  private static String regularization(GanConfig.Regularization how) {
    return (how.spectralNorm() == 0
            ? ""
            : ", spectral norms up to " + NumberTexts.three(how.spectralNorm()))
        + (how.diversity() == 0 ? "" : ", diversity " + NumberTexts.three(how.diversity()));
  }

  private static String data(PatchSet data) {
    long patients = data.rows().stream().map(PatchRow::patient).distinct().count();
    return "Data: %,d patches of %d x %d pixels%s from %,d %s"
        .formatted(
            data.count(),
            data.size(),
            data.size(),
            data.channels() > 1 ? " with labels" : "",
            patients,
            patients == 1 ? "patient" : "patients");
  }

  /** What earlier models on the same data have spent. */
  private static List<AccountedSteps> history(Path ledger) throws IOException {
    return ledger != null && Files.exists(ledger) ? Ledger.verify(ledger).history() : List.of();
  }

  private static String privacy(PrivacyPlan plan, PrivacySettings privacy) {
    double epsilon = plan.epsilonAfter(plan.allowedSteps());
    String noise =
        "noise multiplier <b>%s</b>%s"
            .formatted(
                NumberTexts.three(plan.noiseMultiplier()),
                privacy.noiseMultiplier() == 0 ? " (computed)" : "");
    String unit = privacy.unit().name().toLowerCase(Locale.ROOT);
    String end =
        plan.allowedSteps() < plan.plannedSteps()
            ? "; the budget ends the training after %,d of %,d critic steps"
                .formatted(plan.allowedSteps(), plan.plannedSteps())
            : " after %,d critic steps".formatted(plan.plannedSteps());
    String before =
        plan.history().isEmpty() ? "" : ", with all else that is or will be in the ledger";
    String pld = privacy.claimPld() ? " by RDP; PLD will claim less" : " by RDP";
    String weak =
        privacy.unit() == PrivacyUnit.PATCH ? " Patients are not protected by this unit." : "";
    return "Privacy: %s, <b>epsilon %s</b> for a %s%s%s%s, delta %s.%s"
        .formatted(
            noise,
            NumberTexts.three(epsilon),
            unit,
            pld,
            before,
            end,
            NumberTexts.three(plan.delta()),
            weak);
  }

  /** The plan by RDP; null where only the slower PLD accountant can tell. */
  private static PrivacyPlan plan(GanConfig config, int units, List<AccountedSteps> history) {
    try {
      return PrivacyPlan.of(withRdp(config), units, history);
    } catch (IllegalArgumentException e) {
      if (config.privacy().claimPld() && config.optimization().batchSize() <= units) {
        return null;
      }
      throw e;
    }
  }

  private static GanConfig withRdp(GanConfig config) {
    PrivacySettings p = config.privacy();
    PrivacySettings rdp =
        new PrivacySettings(
            true,
            p.unit(),
            p.noiseMultiplier(),
            p.targetEpsilon(),
            p.delta(),
            p.paperDelta(),
            p.clipNorm(),
            p.patchesPerUnit(),
            false,
            p.clipping());
    return config.with(rdp);
  }

  private static String needs(
      GanConfig config, PatchSet data, ConditionSchema schema, int units, long iterations) {
    TrainingEstimate estimate =
        TrainingEstimate.of(config.networks(), data.size(), data.channels(), schema.width());
    double perUnit =
        config.privacy().enabled()
            ? Math.min(config.privacy().patchesPerUnit(), (double) data.count() / units)
            : 1;
    double real = config.optimization().batchSize() * Math.max(1, perUnit);
    double minutes = iterations * estimate.secondsPerIteration(config, real) / 60;
    double limit = config.schedule().maxMinutes();
    String time =
        limit > 0 && limit < minutes
            ? "the time limit of " + ReadOut.time(limit)
            : ReadOut.time(minutes);
    return "Roughly %s on one core, %s of memory besides Fiji's own; %,.1f million weights"
        .formatted(
            time,
            ReadOut.bytes(estimate.bytes(config, real)),
            (estimate.criticWeights() + estimate.generatorWeights()) / 1e6);
  }
}
