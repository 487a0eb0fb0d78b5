/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import io.github.veil.network.Engine;
import io.github.veil.privacy.PrivacyStatement;
import io.github.veil.privacy.PrivacyUnit;
import io.github.veil.privacy.StatementInput;
import io.github.veil.train.ModelZip;
import io.github.veil.train.PrivacySession;
import io.github.veil.train.PrivacySettings;
import io.github.veil.train.TrainingState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a finished training says of itself: model card, privacy statement and history. */
final class CycleReport {

  /** What every translation's statement says, private or not. */
  static final String INPUT_NOT_PROTECTED =
      "The scan that is translated: its translation shows its anatomy one to one. The guarantee is"
          + " for the patients of the training sets; a translated scan is as confidential as the"
          + " scan it was made of.";

  private static final String ALL_NETWORKS = "both generators and both critics together";

  private final CycleJob job;
  private final CycleConfig config;
  private final TrainingState state;
  private final CycleHistory history;
  private final PrivacySession privacy;
  private final int units;

  /**
   * @param privacy settled; null for training without privacy
   * @param units number of patients
   */
  CycleReport(
      CycleJob job, CycleConfig config, CycleTrainer trainer, PrivacySession privacy, int units) {
    this.job = job;
    this.config = config;
    this.state = trainer.state();
    this.history = trainer.history();
    this.privacy = privacy;
    this.units = units;
  }

  CycleCard card() {
    return new CycleCard(
        CycleCard.FORMAT,
        CycleCard.KIND,
        ModelZip.version(),
        LocalDate.now().toString(),
        config,
        job.description(),
        job.x().count(),
        job.y().count(),
        state.iteration(),
        state.seconds(),
        Engine.start().description(),
        privacy != null);
  }

  /** Parts of text for the model zip and the folder, by name. */
  Map<String, String> texts() {
    Map<String, String> parts = ModelZip.parts(PrivacyStatement.of(statementInput()));
    parts.put(ModelZip.HISTORY, history.toCsv());
    return parts;
  }

  private StatementInput statementInput() {
    PrivacySettings settings = config.privacy();
    return new StatementInput(
        config.preset() + ", run " + state.run(),
        privacy != null,
        PrivacyUnit.PATIENT,
        units,
        1,
        privacy == null ? 0 : privacy.plan().delta(),
        settings.clipNorm(),
        config.optimization().batchSize(),
        privacy == null ? List.of() : privacy.history(),
        state.secure(),
        settings.claimPld() ? "PLD" : "RDP",
        privacy == null ? "" : privacy.ledgerHead(),
        privacy == null ? 0 : privacy.ledgerLines(),
        alsoNotCovered(),
        ALL_NETWORKS);
  }

  private List<String> alsoNotCovered() {
    List<String> sentences = new ArrayList<>();
    sentences.add(INPUT_NOT_PROTECTED);
    if (job.description().hasGivenRange()) {
      sentences.add(
          "The intensity range that was given, if it was chosen by looking at the patients' scans.");
    }
    return sentences;
  }
}
