/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import io.github.veil.core.Progress;
import io.github.veil.core.RandomSource;
import io.github.veil.network.Threads;
import io.github.veil.train.ModelZip;
import io.github.veil.train.PrivacySession;
import io.github.veil.train.PrivacyUnits;
import io.github.veil.train.TrainingClock;
import io.github.veil.train.TrainingResult.Ending;
import io.github.veil.train.TrainingState;
import java.io.IOException;
import java.nio.file.Files;

/** The loop of a training, its checkpoints and its end. One training per instance. */
final class CycleTrainer implements AutoCloseable {

  private static final int HISTORY_ROWS = 2000;

  private final CycleJob job;
  private final CycleConfig config;
  private final String fingerprint;
  private final CycleNetworks networks;
  private final PrivacySession privacy;
  private final CycleGradient gradient;
  private final Previews previews;
  private final CycleHistory history;
  private final LossMeans means = new LossMeans();
  private final TrainingClock clock;
  private final Threads threads = new Threads();
  private final long perEpoch;
  private final long total;
  private TrainingState state;

  /**
   * @param start where to start: the beginning, or what a checkpoint says
   * @param networks with initial or restored weights
   * @param privacy null for training without privacy
   * @param units the patients; null for training without privacy
   */
  CycleTrainer(
      CycleJob job,
      CycleCheckpoint start,
      CycleNetworks networks,
      PrivacySession privacy,
      PrivacyUnits units) {
    this.job = job;
    this.config = start.config();
    this.fingerprint = start.data();
    this.state = start.state();
    this.history = start.history();
    this.networks = networks;
    this.privacy = privacy;
    RandomSource random = state.random();
    gradient =
        privacy == null
            ? new PlainCycleGradient(networks, config, job, random)
            : new PrivateCycleGradient(
                networks, config, job, units, privacy.plan().noiseMultiplier(), random);
    previews = new Previews(networks, job, privacy != null);
    clock = new TrainingClock(state.seconds(), job.config().schedule().maxMinutes());
    perEpoch = CycleTraining.stepsPerEpoch(config, job, units);
    total = config.schedule().total(perEpoch);
  }

  /**
   * Trains to the end, the budget, the time limit, or until the user finishes or cancels.
   *
   * @throws IOException if a checkpoint, the ledger or a result cannot be written
   */
  Ending run(CycleListener listener, Progress progress) throws IOException {
    Ending ending = null;
    while (ending == null) {
      clock.waitWhilePaused(progress);
      ending = reasonToEnd(progress);
      if (ending == null) {
        step(listener, progress);
      }
    }
    saveCheckpoint();
    return ending;
  }

  private Ending reasonToEnd(Progress progress) {
    if (state.iteration() >= total) {
      return Ending.COMPLETE;
    }
    if (progress.isCanceled()) {
      return Ending.CANCELED;
    }
    if (clock.timeIsUp()) {
      return Ending.TIME_UP;
    }
    if (privacy != null && !privacy.allows(state.iteration())) {
      return Ending.BUDGET_SPENT;
    }
    return progress.wantsToFinish() ? Ending.FINISHED_EARLY : null;
  }

  private void step(CycleListener listener, Progress progress) throws IOException {
    long step = state.iteration();
    if (privacy != null) {
      privacy.charge(step, config.schedule().checkpointEvery());
    }
    double rate = config.optimization().rate() * config.schedule().rateFactor(step, total);
    means.add(gradient.compute(step));
    networks.update(gradient.gradients(), rate);
    state = state.afterCriticStep().afterIteration(clock.seconds());
    record(rate, listener, progress);
  }

  private void record(double rate, CycleListener listener, Progress progress) throws IOException {
    long step = state.iteration();
    double epoch = (double) step / perEpoch;
    double epsilon = privacy == null ? Double.NaN : privacy.chargedEpsilon();
    if (step % Math.max(1, total / HISTORY_ROWS) == 0 || step == total) {
      CycleHistory.Row row = new CycleHistory.Row(step, epoch, rate, means.take(), epsilon);
      history.add(row);
      listener.stepRecorded(row);
    }
    progress.report(step, total, clock.message("step", step, total, epoch, epsilon));
    if (step % config.schedule().checkpointEvery() == 0 && step < total) {
      saveCheckpoint();
      threads.adapt();
    }
    int every = config.schedule().previewEvery();
    if ((every > 0 && step % every == 0) || listener.wantsPreview()) {
      CyclePreview preview = preview();
      if (preview != null) {
        listener.previewMade(preview, history.rows());
      }
    }
  }

  private void saveCheckpoint() throws IOException {
    Files.createDirectories(job.folder());
    new CycleCheckpoint(config, fingerprint, state, history, networks.bufferCounts())
        .save(job.checkpointFile(), networks);
    history.write(job.folder().resolve(ModelZip.HISTORY));
  }

  /** The fixed slices with the present weights; null when there is none to show. */
  CyclePreview preview() {
    return previews.make(state.iteration());
  }

  TrainingState state() {
    return state;
  }

  CycleHistory history() {
    return history;
  }

  @Override
  public void close() {
    gradient.close();
    previews.close();
  }
}
