/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import io.github.veil.image.VolumeIO;
import io.github.veil.patch.slice.SliceConfig;
import io.github.veil.privacy.AccountedSteps;
import io.github.veil.privacy.Ledger;
import io.github.veil.train.AdversarialLoss;
import io.github.veil.train.PrivacyPlan;
import io.github.veil.train.cycle.CycleCard;
import io.github.veil.train.cycle.CycleConfig;
import io.github.veil.train.cycle.CycleModelZip;
import io.github.veil.train.cycle.Direction;
import io.github.veil.train.translate.TranslationEstimate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What Translate MRI will do with the fields as they are; looks at file headers only. */
final class TranslationReadOut {

  /**
   * Slices that will come out of a set, before empty ones are left out.
   *
   * @param slices of those whose size a header tells
   * @param untold scans whose size only reading tells
   * @param broken scans whose header cannot be read, or with fewer slices than asked for
   */
  private record Count(long slices, int untold, int broken) {}

  private TranslationReadOut() {}

  /** For a training. */
  static List<String> ofTraining(
      TranslationOptions options, ScanSet x, ScanSet y, Path ledger, boolean resume)
      throws IOException {
    CycleConfig config = options.config();
    List<String> lines = new ArrayList<>();
    lines.add(settings(config));
    if (resume) {
      lines.add("Resuming: all settings but the time limit come from the checkpoint.");
    }
    Count countX = count(x, options.sliceConfig());
    Count countY = count(y, options.sliceConfig());
    lines.add(
        "%s; %s"
            .formatted(line(ScanSet.nameX(x, y), x, countX), line(ScanSet.nameY(x, y), y, countY)));
    long batch = config.optimization().batchSize();
    long perEpoch = Math.max(1, Math.max(countX.slices, countY.slices) / Math.max(1, batch));
    long steps = config.schedule().total(perEpoch);
    if (config.privacy().enabled()) {
      lines.add(privacy(config, patients(x, y), steps, ledger));
    } else {
      lines.add(
          ReadOut.problem("Without differential privacy the model may know training patients."));
    }
    int depth = options.sliceConfig().depth();
    lines.add(needs(config.sized(config.networks().size(), depth, depth), steps));
    return lines;
  }

  private static String settings(CycleConfig config) {
    CycleConfig.Networks networks = config.networks();
    CycleConfig.Losses losses = config.losses();
    return "<b>%s</b>: %s generators, widths %d and %d, %d x %d pixels; %s loss, cycle weight %s, "
            .formatted(
                MessageText.escaped(config.preset()),
                networks.generator() == CycleConfig.GeneratorKind.UNET ? "U-Net" : "ResNet",
                networks.generatorWidth(),
                networks.criticWidth(),
                networks.size(),
                networks.size(),
                losses.adversarial() == AdversarialLoss.LOGISTIC
                    ? "cross-entropy"
                    : "least squares",
                NumberTexts.three(losses.cycle()))
        + "identity weight %s, batch %d, Adam at %s"
            .formatted(
                NumberTexts.three(losses.identity()),
                config.optimization().batchSize(),
                NumberTexts.three(config.optimization().rate()));
  }

  private static Count count(ScanSet set, SliceConfig config) {
    VolumeIO io = new VolumeIO();
    long slices = 0;
    int untold = 0;
    int broken = 0;
    for (ScanSet.Entry entry : set.entries()) {
      try {
        Optional<long[]> sizes =
            entry.file() == null
                ? Optional.of(
                    new long[] {
                      entry.image().getWidth(),
                      entry.image().getHeight(),
                      entry.image().getNSlices()
                    })
                : io.sizes(entry.file());
        if (sizes.isEmpty()) {
          untold++;
          continue;
        }
        long used = config.used(sizes.get()[config.plane().sliceAxis()]);
        slices += used;
        broken += used == 0 ? 1 : 0;
      } catch (IOException | IllegalArgumentException e) {
        broken++;
      }
    }
    return new Count(slices, untold, broken);
  }

  private static String line(String name, ScanSet set, Count count) {
    int scans = set.entries().size() - count.broken;
    String bad =
        count.broken + set.leftOut().size() == 0
            ? ""
            : ReadOut.problem(", %d to be left out".formatted(count.broken + set.leftOut().size()));
    return "%s: <b>%,d slices</b>%s from %d %s%s"
        .formatted(
            MessageText.escaped(name),
            count.slices,
            count.untold == 0 ? "" : " and more",
            scans,
            scans == 1 ? "scan" : "scans",
            bad);
  }

  /** Protected units: patients of either set. */
  private static int patients(ScanSet x, ScanSet y) {
    Set<String> patients = new HashSet<>();
    x.entries().forEach(entry -> patients.add(entry.id()));
    y.entries().forEach(entry -> patients.add(entry.id()));
    return patients.size();
  }

  private static String privacy(CycleConfig config, int patients, long steps, Path ledger)
      throws IOException {
    List<AccountedSteps> history =
        ledger != null && Files.exists(ledger) ? Ledger.verify(ledger).history() : List.of();
    PrivacyPlan plan =
        PrivacyPlan.of(
            config.privacy(), config.optimization().batchSize(), patients, steps, history);
    return "Privacy: noise multiplier <b>%s</b>, <b>epsilon %s</b> for a patient after %,d of %,d steps, delta %s%s"
        .formatted(
            NumberTexts.three(plan.noiseMultiplier()),
            NumberTexts.three(plan.epsilonAfter(plan.allowedSteps())),
            plan.allowedSteps(),
            plan.plannedSteps(),
            NumberTexts.three(plan.delta()),
            history.isEmpty() ? "" : ", with what the ledger already holds");
  }

  private static String needs(CycleConfig config, long steps) {
    TranslationEstimate estimate = TranslationEstimate.of(config);
    double minutes = steps * estimate.secondsPerStep() / 60;
    double limit = config.schedule().maxMinutes();
    return "%,d steps of roughly %s s on one core: %s; %s of memory besides Fiji's own; %,.1f million weights"
        .formatted(
            steps,
            NumberTexts.three(estimate.secondsPerStep()),
            limit > 0 && limit < minutes
                ? "the time limit of " + ReadOut.time(limit)
                : ReadOut.time(minutes),
            ReadOut.bytes(estimate.bytes()),
            estimate.weights() / 1e6);
  }

  /** For an application. */
  static List<String> ofApplication(TranslationInput input) throws IOException {
    CycleCard card = CycleModelZip.card(input.model());
    boolean forward = input.direction() == Direction.G;
    String from = forward ? card.slices().nameX() : card.slices().nameY();
    String to = forward ? card.slices().nameY() : card.slices().nameX();
    SliceConfig slices = card.slices().config();
    List<String> lines = new ArrayList<>();
    lines.add(
        "<b>%,d</b> %s from %s to %s, %s slices in working images of %d x %d pixels%s"
            .formatted(
                input.scans().entries().size(),
                input.scans().entries().size() == 1 ? "scan" : "scans",
                MessageText.escaped(from),
                MessageText.escaped(to),
                slices.plane().key(),
                slices.size(),
                slices.size(),
                slices.neighbours() == 0
                    ? ""
                    : " with %d neighbours on each side".formatted(slices.neighbours())));
    lines.add(
        "The model learnt %,d steps from %,d and %,d slices, %s."
            .formatted(
                card.steps(),
                card.countX(),
                card.countY(),
                card.privateTraining()
                    ? "with differential privacy for its training patients"
                    : "without privacy for its training patients"));
    lines.add(TranslationRun.NO_PROMISE);
    return lines;
  }
}
