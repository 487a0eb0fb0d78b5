/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.network.Engine;
import io.github.veil.privacy.PrivacyStatement;
import io.github.veil.privacy.PrivacyUnit;
import io.github.veil.privacy.StatementInput;
import io.github.veil.train.GanJob.PatchDescription;
import io.github.veil.train.condition.ConditionSchema;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a finished training says of itself: model card, privacy statement and history. */
final class GanReport {

  private final GanJob job;
  private final GanConfig config;
  private final TrainingState state;
  private final History history;
  private final ConditionSchema conditions;
  private final PrivacySession privacy;
  private final PrivacyUnits units;
  private final Map<String, String> texts;

  /**
   * @param privacy settled; null for training without privacy
   */
  GanReport(GanJob job, GanTrainer trainer, PrivacySession privacy, PrivacyUnits units)
      throws IOException {
    this.job = job;
    this.config = trainer.config();
    this.state = trainer.state();
    this.history = trainer.history();
    this.conditions = trainer.conditions();
    this.privacy = privacy;
    this.units = units;
    this.texts = texts(PrivacyStatement.of(statementInput()));
  }

  ModelCard card() {
    PatchDescription patches = job.description();
    return new ModelCard(
        ModelCard.FORMAT,
        ModelZip.version(),
        LocalDate.now().toString(),
        config,
        job.patches().size(),
        job.patches().channels(),
        patches.pixelWidth(),
        patches.pixelHeight(),
        patches.unit(),
        patches.intensities(),
        state.iteration(),
        state.criticSteps(),
        state.seconds(),
        Engine.start().description(),
        privacy != null,
        initialModelName(),
        conditions);
  }

  /** Parts of text for the model zip, by name. */
  Map<String, String> texts() {
    return texts;
  }

  /** Writes the same parts beside the model zip. */
  void writeBeside() throws IOException {
    ModelZip.writeBeside(job.folder(), texts);
  }

  private Map<String, String> texts(PrivacyStatement statement) {
    Map<String, String> parts = ModelZip.parts(statement);
    parts.put(ModelZip.HISTORY, history.toCsv());
    return parts;
  }

  private StatementInput statementInput() throws IOException {
    PrivacySettings settings = config.privacy();
    boolean byPatch = settings.unit() == PrivacyUnit.PATCH;
    return new StatementInput(
        config.preset() + ", run " + state.run(),
        privacy != null,
        settings.unit(),
        units.count(),
        byPatch ? units.largestPatient() : 1,
        privacy == null ? 0 : privacy.plan().delta(),
        settings.clipNorm(),
        config.optimization().batchSize(),
        privacy == null ? List.of() : privacy.history(),
        state.secure(),
        settings.claimPld() ? "PLD" : "RDP",
        privacy == null ? "" : privacy.ledgerHead(),
        privacy == null ? 0 : privacy.ledgerLines(),
        alsoNotCovered(),
        StatementInput.CRITIC,
        alsoCounted());
  }

  /** Releases beside the critic's steps that are charged like them. */
  private List<String> alsoCounted() {
    if (!config.conditioning().countsWithNoise(privacy != null)) {
      return List.of();
    }
    return List.of(
        "How often each class or other condition occurs was counted once, with Gaussian noise of"
            + " multiplier "
            + config.conditioning().countNoise()
            + ": the entry with sampling rate 1 above.");
  }

  private List<String> alsoNotCovered() throws IOException {
    List<String> sentences = new ArrayList<>();
    if (job.description().scaledPerPatient() && config.privacy().unit() == PrivacyUnit.PATCH) {
      sentences.add(
          "Intensities of these patches were mapped to the network's range by numbers taken from"
              + " each patient's whole volume: a patch's brightness tells a little about the rest of"
              + " its patient, which a guarantee for single patches does not count.");
    }
    if (config.conditioning().readsTable()) {
      sentences.add(
          "The names of the classes or other conditions, and whether a column holds numbers, were"
              + " read from the patch table and are treated as public: that one of them occurs"
              + " at all is not hidden.");
    }
    if (job.initialModel() != null) {
      sentences.add(initialModelSentence());
    }
    return sentences;
  }

  private String initialModelSentence() throws IOException {
    boolean earlierPrivate = ModelZip.card(job.initialModel()).privateTraining();
    return "Training started from the weights of the model \""
        + initialModelName()
        + "\", which was trained "
        + (earlierPrivate
            ? "privately: see its own statement for the data it was trained on."
            : "without privacy: the people in the data it was trained on, if there were any, are"
                + " not protected by this statement.");
  }

  private String initialModelName() {
    return job.initialModel() == null ? "" : job.initialModel().getFileName().toString();
  }
}
