/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.core.Progress;
import io.github.veil.core.RandomSource;
import io.github.veil.network.Threads;
import io.github.veil.train.TrainingResult.Ending;
import io.github.veil.train.condition.ConditionSchema;
import java.io.IOException;
import java.nio.file.Files;

/**
 * Trains generator and critic: the loop, its checkpoints and its end. One training per instance;
 * not safe for use by several threads, but its progress may be cancelled from any.
 */
final class GanTrainer implements AutoCloseable {

  private static final int HISTORY_ROWS = 2000;

  private final GanJob job;
  private final GanConfig config;
  private final Checkpoint.Contents start;
  private final GanNetworks networks;
  private final PrivacySession privacy;
  private final CriticStep criticStep;
  private final GeneratorStep generatorStep;
  private final Conditions conditions;
  private final RandomSource random;
  private final History history;
  private final TrainingClock clock;
  private final Threads threads = new Threads();
  private final long total;
  private final int units;
  private TrainingState state;
  private CriticPace pace;
  private double criticLoss;

  /**
   * @param start where to start: the beginning, or what a checkpoint says
   * @param networks with initial or restored weights; closed with the trainer
   * @param privacy null for training without privacy
   * @param conditions those of {@code start}'s schema
   */
  GanTrainer(
      GanJob job,
      Checkpoint.Contents start,
      GanNetworks networks,
      PrivacySession privacy,
      PrivacyUnits units,
      Conditions conditions) {
    this.job = job;
    this.config = start.config();
    this.start = start;
    this.state = start.state();
    this.pace = start.pace();
    this.history = start.history();
    this.networks = networks;
    this.privacy = privacy;
    this.conditions = conditions;
    this.units = units.count();
    this.random = state.random();
    this.total = config.totalIterations(this.units);
    this.clock = new TrainingClock(state.seconds(), job.config().schedule().maxMinutes());
    this.criticStep = new CriticStep(networks, config, conditions, realGradient(units), random);
    this.generatorStep = new GeneratorStep(networks, config, conditions, random);
  }

  private RealGradient realGradient(PrivacyUnits units) {
    if (privacy == null) {
      int batch = config.optimization().batchSize();
      BatchSampler sampler = new ShuffledSampler(job.patches().count(), batch, random);
      PatchesAhead ahead = PatchesAhead.of(sampler, job.patches());
      CriticParts parts = new CriticParts(networks, ahead, conditions);
      return new PlainRealGradient(parts, ahead.ahead());
    }
    double noise = privacy.plan().noiseMultiplier();
    return PrivateRealGradient.of(
        networks, job.patches(), conditions, units, config, noise, random);
  }

  /**
   * Trains to the end, the budget, the time limit, or until the user finishes or cancels.
   *
   * @throws IOException if a checkpoint, the ledger or a result cannot be written
   */
  Ending run(TrainingListener listener, Progress progress) throws IOException {
    threads.tune(networks::trial);
    Ending ending = null;
    while (ending == null) {
      ending = done() < total ? iterate(listener, progress) : Ending.COMPLETE;
    }
    saveCheckpoint();
    return ending;
  }

  /**
   * Iterations done, of {@code total}. With an adaptive number of critic steps it is the critic
   * steps that are counted, because they are what costs privacy and time.
   */
  private long done() {
    return config.optimization().adaptive()
        ? state.criticSteps() / config.optimization().criticSteps()
        : state.iteration();
  }

  private boolean wantsCriticStep() {
    long most = total * config.optimization().criticSteps();
    return state.criticSteps() < Math.min(most, pace.due());
  }

  /** One iteration; null if training goes on. */
  private Ending iterate(TrainingListener listener, Progress progress) throws IOException {
    if (clock.timeIsUp()) {
      return Ending.TIME_UP;
    }
    long before = state.criticSteps() / block();
    Ending ending = null;
    while (ending == null && wantsCriticStep()) {
      clock.waitWhilePaused(progress);
      if (progress.isCanceled()) {
        return Ending.CANCELED;
      }
      if (privacy != null && !privacy.allows(state.criticSteps())) {
        ending = Ending.BUDGET_SPENT;
      } else if (progress.wantsToFinish()) {
        ending = Ending.FINISHED_EARLY;
      } else {
        takeCriticStep();
      }
    }
    GeneratorStep.Outcome outcome = generatorStep.run(state.iteration());
    pace = pace.after(outcome.rejected(), config.optimization());
    state = state.afterIteration(clock.seconds());
    record(outcome.loss(), listener, progress);
    finishBlock(state.criticSteps() / block() > before, listener);
    return ending;
  }

  /** Critic steps from one checkpoint to the next, which are charged together. */
  private long block() {
    return (long) config.schedule().checkpointEvery() * config.optimization().criticSteps();
  }

  private void takeCriticStep() throws IOException {
    if (privacy != null) {
      privacy.charge(state.criticSteps(), block());
    }
    criticLoss = criticStep.run(state.criticSteps());
    state = state.afterCriticStep();
  }

  private void record(double generatorLoss, TrainingListener listener, Progress progress)
      throws IOException {
    long iteration = state.iteration();
    History.Row row =
        new History.Row(
            iteration,
            (double) iteration / config.iterationsPerEpoch(units),
            state.criticSteps(),
            generatorLoss,
            criticLoss,
            privacy == null ? Double.NaN : privacy.chargedEpsilon());
    if (iteration % Math.max(1, total / HISTORY_ROWS) == 0 || done() >= total) {
      history.add(row);
      listener.iterationRecorded(row);
    }
    progress.report(
        done(),
        total,
        clock.message("iteration", Math.max(1, done()), total, row.epoch(), row.epsilon()));
  }

  private void finishBlock(boolean complete, TrainingListener listener) throws IOException {
    if (complete && done() < total) {
      saveCheckpoint();
      threads.adapt();
    }
    if ((complete && done() < total) || listener.wantsPreview()) {
      listener.previewMade(preview(), history.rows());
    }
  }

  private void saveCheckpoint() throws IOException {
    Files.createDirectories(job.folder());
    Checkpoint.save(
        job.checkpointFile(),
        new Checkpoint.Contents(
            config, start.data(), state, pace, history, conditions.schema(), start.labels()),
        networks);
    history.write(job.folder().resolve(ModelZip.HISTORY));
  }

  /** Synthetic patches of the present weights, always from the same latents. */
  SyntheticPatches preview() {
    float[] pixels =
        networks.generate(FakeInputs.forPreview(conditions, random), networks.codes(conditions));
    int count = GanNetworks.batch(networks.generatorExecutor);
    return new SyntheticPatches(pixels, count, job.patches().channels(), job.patches().size());
  }

  GanConfig config() {
    return config;
  }

  TrainingState state() {
    return state;
  }

  ConditionSchema conditions() {
    return conditions.schema();
  }

  History history() {
    return history;
  }

  @Override
  public void close() {
    criticStep.close();
    generatorStep.close();
    networks.close();
  }
}
