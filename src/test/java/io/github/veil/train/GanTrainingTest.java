/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.core.Progress;
import io.github.veil.privacy.AccountedSteps;
import io.github.veil.privacy.Ledger;
import io.github.veil.privacy.LedgerReport;
import io.github.veil.privacy.PrivacyUnit;
import io.github.veil.train.GanConfig.Networks;
import io.github.veil.train.GanConfig.Optimization;
import io.github.veil.train.GanConfig.OptimizerKind;
import io.github.veil.train.GanConfig.Schedule;
import io.github.veil.train.TrainingResult.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GanTrainingTest {

  static final int PATCHES = 200;

  @TempDir Path folder;

  static PrivacySettings privacy(PrivacyUnit unit) {
    return new PrivacySettings(true, unit, 1.1, 0, 0, false, 1, 3, false);
  }

  static GanConfig config(PrivacySettings privacy, String seed, long iterations) {
    return new GanConfig(
        "test",
        AdversarialLoss.WASSERSTEIN,
        new Networks(8, 4, 4, 16),
        new Optimization(OptimizerKind.RMSPROP, 1e-3, 1e-3, 0.05, 3, 8, 0.9),
        new Schedule(iterations, 0, 0, 4),
        privacy,
        seed);
  }

  static GanJob job(GanConfig config, Path folder) {
    return new GanJob(
        config,
        new BlobPatches(PATCHES, 1),
        GanJob.PatchDescription.UNKNOWN,
        folder,
        folder.resolve("privacy.ledger"),
        null,
        false);
  }

  static float[] weights(Path model) throws IOException {
    ComputationGraph graph = ModelZip.generator(model);
    float[] weights = graph.params().dup().data().asFloat();
    graph.close();
    return weights;
  }

  private static TrainingResult train(GanJob job) throws IOException {
    return GanTraining.start(job, TrainingListener.NONE, Progress.NONE);
  }

  /** Cancels when asked for the {@code n}-th time. */
  private static Progress cancelAtPoll(long n) {
    AtomicLong polls = new AtomicLong();
    return new Progress() {
      @Override
      public void report(long done, long total, String message) {}

      @Override
      public boolean isCanceled() {
        return polls.incrementAndGet() >= n;
      }
    };
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void resume_afterCancelBetweenCriticSteps_givesTheWeightsOfAnUninterruptedRun(boolean isPrivate)
      throws IOException {
    PrivacySettings privacy = isPrivate ? privacy(PrivacyUnit.PATCH) : PrivacySettings.NONE;
    GanConfig config = config(privacy, "5", 10);
    TrainingResult whole = train(job(config, folder.resolve("whole")));
    GanJob job = job(config, folder.resolve("parts"));
    TrainingResult first = GanTraining.start(job, TrainingListener.NONE, cancelAtPoll(17));
    assertEquals(Ending.CANCELED, first.ending());
    assertTrue(Files.exists(first.checkpoint()));
    TrainingResult second = GanTraining.resume(job, TrainingListener.NONE, cancelAtPoll(9));
    assertEquals(Ending.CANCELED, second.ending());
    TrainingResult last = GanTraining.resume(job, TrainingListener.NONE, Progress.NONE);
    assertEquals(Ending.COMPLETE, last.ending());
    assertArrayEquals(weights(whole.model()), weights(last.model()));
    assertFalse(Files.exists(job.checkpointFile()), "the secret key must not stay behind");
    if (isPrivate) {
      LedgerReport report = Ledger.verify(job.ledger());
      assertTrue(report.intact(), report.faults().toString());
      assertEquals(List.of(new AccountedSteps(8.0 / PATCHES, 1.1, 30)), report.history());
    }
  }

  @Test
  void resume_afterKill_givesTheWeightsOfAnUninterruptedRun() throws Exception {
    GanConfig config = config(privacy(PrivacyUnit.PATCH), "5", KilledTraining.ITERATIONS);
    TrainingResult whole = train(job(config, folder.resolve("whole")));
    Path killed = folder.resolve("killed");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledTraining.class.getName(),
                killed.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("killed.log").toFile())
            .start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    String log = Files.readString(folder.resolve("killed.log"));
    assertEquals(KilledTraining.SIGKILL_STATUS, process.exitValue(), log);
    GanJob job = job(config, killed);
    assertTrue(Files.exists(job.checkpointFile()), log);
    TrainingResult resumed = GanTraining.resume(job, TrainingListener.NONE, Progress.NONE);
    assertArrayEquals(weights(whole.model()), weights(resumed.model()));
    // The killed run's steps were repeated with the same noise: charged once.
    LedgerReport report = Ledger.verify(job.ledger());
    assertEquals(
        List.of(new AccountedSteps(8.0 / PATCHES, 1.1, 3L * KilledTraining.ITERATIONS)),
        report.history());
  }

  @ParameterizedTest
  @EnumSource(PrivacyUnit.class)
  void start_privateUnits_chargeTheirOwnRate(PrivacyUnit unit) throws IOException {
    GanJob job = job(config(privacy(unit), "5", 2), folder);
    TrainingResult result = train(job);
    int units = unit == PrivacyUnit.PATCH ? PATCHES : PATCHES / 10;
    assertEquals(
        List.of(new AccountedSteps(8.0 / units, 1.1, 6)), Ledger.verify(job.ledger()).history());
    assertTrue(ModelZip.text(result.model(), ModelZip.STATEMENT).length() > 500);
    assertTrue(result.history().rows().stream().allMatch(r -> Double.isNaN(r.criticLoss())));
  }

  @Test
  void start_budget_stopsBeforeItIsExceeded() throws IOException {
    PrivacySettings settings =
        new PrivacySettings(true, PrivacyUnit.PATCH, 1.1, 1.0, 1e-4, false, 1, 1, false);
    GanConfig config = config(settings, "5", 400);
    GanJob job = job(config, folder);
    PrivacyPlan plan = GanTraining.plan(job);
    TrainingResult result = train(job);
    assertEquals(Ending.BUDGET_SPENT, result.ending());
    List<AccountedSteps> history = Ledger.verify(job.ledger()).history();
    assertEquals(plan.allowedSteps(), history.get(0).steps());
    assertTrue(plan.accountant().epsilon(history, 1e-4) <= 1.0);
  }

  @Test
  void resume_timeLimit_countsAnewAndIsTheJobs() throws IOException {
    GanConfig config = config(PrivacySettings.NONE, "5", 10);
    GanTraining.start(job(config, folder), TrainingListener.NONE, cancelAtPoll(9));
    GanJob limited = job(timeLimit(config, 1e-6), folder);
    assertEquals(
        Ending.TIME_UP, GanTraining.resume(limited, TrainingListener.NONE, Progress.NONE).ending());
    assertFalse(new TrainingClock(1e6, 1).timeIsUp(), "earlier sessions do not count");
  }

  private static GanConfig timeLimit(GanConfig config, double minutes) {
    return new GanConfig(
        config.preset(),
        config.loss(),
        config.networks(),
        config.optimization(),
        new Schedule(config.schedule().iterations(), 0, minutes, 4),
        config.privacy(),
        config.seed());
  }

  @Test
  void start_cancelFromAnotherThread_returnsWithinOneIteration() throws Exception {
    GanJob job = job(config(privacy(PrivacyUnit.PATCH), "", 1_000_000), folder);
    AtomicBoolean cancel = new AtomicBoolean();
    AtomicLong iteration = new AtomicLong();
    CountDownLatch running = new CountDownLatch(5);
    Progress progress =
        new Progress() {
          @Override
          public void report(long done, long total, String message) {
            iteration.set(done);
            running.countDown();
          }

          @Override
          public boolean isCanceled() {
            return cancel.get();
          }
        };
    CompletableFuture<TrainingResult> future =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return GanTraining.start(job, TrainingListener.NONE, progress);
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    assertTrue(running.await(60, TimeUnit.SECONDS));
    cancel.set(true);
    long asked = iteration.get();
    TrainingResult result = future.get(20, TimeUnit.SECONDS);
    assertEquals(Ending.CANCELED, result.ending());
    assertTrue(iteration.get() <= asked + 1, "went on from " + asked + " to " + iteration.get());
    TrainingState state = Checkpoint.open(result.checkpoint()).state();
    assertTrue(state.secure());
    assertEquals(state.criticSteps(), Ledger.verify(job.ledger()).history().get(0).steps());
  }

  @Test
  void start_initialModel_startsFromItsWeights() throws IOException {
    TrainingResult first =
        train(job(config(PrivacySettings.NONE, "5", 4), folder.resolve("first")));
    GanConfig still =
        new GanConfig(
            "test",
            AdversarialLoss.WASSERSTEIN,
            new Networks(16, 8, 8, 16),
            new Optimization(OptimizerKind.RMSPROP, 1e-30, 1e-30, 0, 1, 8, 0),
            new Schedule(1, 0, 0, 4),
            PrivacySettings.NONE,
            "6");
    GanJob base = job(still, folder.resolve("second"));
    GanJob second =
        new GanJob(
            base.config(),
            base.patches(),
            base.description(),
            base.folder(),
            base.ledger(),
            first.model(),
            false);
    assertArrayEquals(weights(first.model()), weights(train(second).model()));
  }

  @Test
  void resume_otherPatches_isRefusedByASentence() throws IOException {
    GanConfig config = config(PrivacySettings.NONE, "5", 10);
    GanJob job = job(config, folder);
    GanTraining.start(job, TrainingListener.NONE, cancelAtPoll(4));
    GanJob other =
        new GanJob(
            config, new BlobPatches(PATCHES, 2), job.description(), folder, null, null, false);
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> GanTraining.resume(other, TrainingListener.NONE, Progress.NONE));
    assertTrue(refusal.getMessage().contains("belongs to other patches"), refusal.getMessage());
  }

  @Test
  void start_existingModel_isNotOverwritten() throws IOException {
    GanJob job = job(config(PrivacySettings.NONE, "5", 1), folder);
    train(job);
    byte[] before = Files.readAllBytes(job.modelFile());
    assertThrows(java.nio.file.FileAlreadyExistsException.class, () -> train(job));
    assertArrayEquals(before, Files.readAllBytes(job.modelFile()));
  }

  @Test
  void start_enoughIterations_learnsWhereBlobsAre() throws IOException {
    GanConfig base = GanPresets.named(GanPresets.QUICK_LOOK, false);
    GanConfig config =
        new GanConfig(
            base.preset(),
            base.loss(),
            new Networks(16, 8, 8, 64),
            new Optimization(OptimizerKind.ADAM, 1e-3, 1e-3, 0, 1, 16, 0.98),
            new Schedule(800, 0, 0, 1000),
            PrivacySettings.NONE,
            "5");
    SyntheticPatches preview = train(job(config, folder)).preview();
    // Blobs are bright where their label is: the generated channels must agree as the real ones do.
    double agree = 0;
    int area = preview.size() * preview.size();
    for (int i = 0; i < preview.count(); i++) {
      for (int k = 0; k < area; k++) {
        float image = preview.pixels()[2 * i * area + k];
        float label = preview.pixels()[(2 * i + 1) * area + k];
        agree += image > 0 == label > 0 ? 1 : 0;
      }
    }
    assertTrue(agree / (preview.count() * (double) area) > 0.95, "agreement " + agree);
  }
}
