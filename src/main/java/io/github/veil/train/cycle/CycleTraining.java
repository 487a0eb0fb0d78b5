/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import io.github.veil.core.AtomicFile;
import io.github.veil.core.Progress;
import io.github.veil.core.Require;
import io.github.veil.network.Engine;
import io.github.veil.privacy.AccountedSteps;
import io.github.veil.train.DataFingerprint;
import io.github.veil.train.ModelZip;
import io.github.veil.train.PrivacyPlan;
import io.github.veil.train.PrivacySession;
import io.github.veil.train.PrivacySettings;
import io.github.veil.train.PrivacyUnits;
import io.github.veil.train.TrainingResult.Ending;
import io.github.veil.train.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a translation between two unpaired sets of slices and writes its results: the one door to
 * it, for commands and scripts.
 *
 * <p>In the job's folder it leaves {@code model.zip}, {@code history.csv}, {@code privacy.json},
 * {@code privacy.txt} and {@code privacy.html}; while it runs, and after a cancel, {@code
 * checkpoint.zip} to {@link #resume} from. The checkpoint is removed when the training is complete:
 * it holds the secret random key.
 */
public final class CycleTraining {

  private static final Logger LOG = LoggerFactory.getLogger(CycleTraining.class);

  private CycleTraining() {}

  /**
   * Starts a new training.
   *
   * @throws IllegalArgumentException if a setting makes no sense for these slices
   * @throws IOException if a file cannot be read or written, or exists already
   */
  public static CycleResult start(CycleJob job, CycleListener listener, Progress progress)
      throws IOException {
    AtomicFile.refuseExisting(job.modelFile(), job.overwrite());
    AtomicFile.refuseExisting(job.checkpointFile(), job.overwrite());
    CycleCheckpoint fresh =
        new CycleCheckpoint(
            job.config(),
            fingerprint(job),
            TrainingState.start(job.config().seed()),
            new CycleHistory(),
            new int[2]);
    return train(job, fresh, false, listener, progress);
  }

  /**
   * Continues a training from its checkpoint, as if it had never stopped: on one machine the
   * weights come out bit for bit the same. All settings are the checkpoint's; the job's config may
   * differ in the time limit only, which counts anew.
   *
   * @throws IllegalArgumentException if the slices are not those of the checkpoint
   * @throws IOException if there is no checkpoint, or it cannot be read
   */
  public static CycleResult resume(CycleJob job, CycleListener listener, Progress progress)
      throws IOException {
    CycleCheckpoint checkpoint = CycleCheckpoint.open(job.checkpointFile());
    Require.that(
        checkpoint.data().equals(fingerprint(job)),
        "The checkpoint \"%s\" belongs to other slices; choose the images and settings it was"
            + " trained on.",
        job.checkpointFile());
    return train(job, checkpoint, true, listener, progress);
  }

  /** What a private training would cost, before it starts; null without privacy. */
  public static PrivacyPlan plan(CycleJob job) {
    CycleConfig config = job.config();
    if (!config.privacy().enabled()) {
      return null;
    }
    return plan(config, job, CycleUnits.of(job.x(), job.y(), config.privacy()), List.of());
  }

  /** Steps of one epoch: as many as the larger set needs, or with privacy all patients together. */
  static long stepsPerEpoch(CycleConfig config, CycleJob job, PrivacyUnits units) {
    int count = units == null ? Math.max(job.x().count(), job.y().count()) : units.count();
    return Math.max(1, count / config.optimization().batchSize());
  }

  private static PrivacyPlan plan(
      CycleConfig config, CycleJob job, PrivacyUnits units, List<AccountedSteps> history) {
    long steps = config.schedule().total(stepsPerEpoch(config, job, units));
    int batch = config.optimization().batchSize();
    return PrivacyPlan.of(config.privacy(), batch, units.count(), steps, history);
  }

  private static CycleResult train(
      CycleJob job,
      CycleCheckpoint start,
      boolean resumed,
      CycleListener listener,
      Progress progress)
      throws IOException {
    CycleConfig config = start.config();
    PrivacySettings settings = config.privacy();
    PrivacyUnits units = settings.enabled() ? CycleUnits.of(job.x(), job.y(), settings) : null;
    try (PrivacySession privacy = settings.enabled() ? session(job, start, units) : null) {
      LOG.info("Training on {}.", Engine.start().description());
      try (CycleNetworks networks = new CycleNetworks(config, start.state().random())) {
        if (resumed) {
          start.restore(job.checkpointFile(), networks);
        }
        try (CycleTrainer trainer = new CycleTrainer(job, start, networks, privacy, units)) {
          Ending ending = trainer.run(listener, progress);
          if (privacy != null) {
            privacy.settle(trainer.state().criticSteps());
          }
          CyclePreview preview = trainer.preview();
          if (ending == Ending.CANCELED) {
            return new CycleResult(ending, null, job.checkpointFile(), trainer.history(), preview);
          }
          int patients = units == null ? patients(job) : units.count();
          write(job, new CycleReport(job, config, trainer, privacy, patients), networks);
          return new CycleResult(ending, job.modelFile(), null, trainer.history(), preview);
        }
      }
    }
  }

  private static PrivacySession session(CycleJob job, CycleCheckpoint start, PrivacyUnits units)
      throws IOException {
    return PrivacySession.open(
        job.ledger(),
        start.config().privacy(),
        start.data(),
        units.count(),
        start.state(),
        history -> plan(start.config(), job, units, history));
  }

  private static void write(CycleJob job, CycleReport report, CycleNetworks networks)
      throws IOException {
    CycleModelZip.write(job.modelFile(), networks.graphs(), report.card(), report.texts());
    ModelZip.writeBeside(job.folder(), report.texts());
    Files.deleteIfExists(job.checkpointFile());
  }

  private static int patients(CycleJob job) {
    Set<String> patients = new HashSet<>();
    for (SliceSource set : List.of(job.x(), job.y())) {
      for (int i = 0; i < set.count(); i++) {
        patients.add(set.patient(i));
      }
    }
    return patients.size();
  }

  private static String fingerprint(CycleJob job) {
    DataFingerprint fingerprint = new DataFingerprint();
    for (SliceSource set : List.of(job.x(), job.y())) {
      float[] slice = new float[set.channels() * set.size() * set.size()];
      for (int i = 0; i < set.count(); i++) {
        set.fill(i, slice);
        fingerprint.add(slice);
        fingerprint.add(set.patient(i));
      }
    }
    return fingerprint.toHex();
  }
}
