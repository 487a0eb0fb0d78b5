/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.core.Progress;
import io.github.veil.privacy.Ledger;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finishing early, pausing, and looking at a training while it runs. */
class TrainingHooksTest {

  private static final PrivacySettings PRIVATE =
      new PrivacySettings(true, PrivacyUnit.PATCH, 1.1, 0, 1e-4, false, 1, 1, false);

  @TempDir private Path folder;

  private static GanConfig config(PrivacySettings privacy, long iterations, double minutes) {
    return new GanConfig(
        "test",
        AdversarialLoss.WASSERSTEIN,
        new Networks(8, 4, 4, 8),
        new Optimization(OptimizerKind.RMSPROP, 1e-3, 1e-3, 0.05, 3, 8, 0),
        new Schedule(iterations, 0, minutes, 4),
        privacy,
        "5");
  }

  /** A user who presses a button at the {@code n}-th critic step. */
  private static Progress finishAt(long n) {
    return new Progress() {
      private long polls;

      @Override
      public void report(long done, long total, String message) {}

      @Override
      public boolean wantsToFinish() {
        return ++polls >= n;
      }
    };
  }

  @Test
  void start_finishedInTheMidstOfAnIteration_leavesAModelAndChargesWhatWasTaken()
      throws IOException {
    GanJob job = GanTrainingTest.job(config(PRIVATE, 1000, 0), folder);
    TrainingResult result = GanTraining.start(job, TrainingListener.NONE, finishAt(8));
    assertEquals(Ending.FINISHED_EARLY, result.ending());
    assertEquals(7, Ledger.verify(job.ledger()).history().get(0).steps());
    assertEquals(7, ModelZip.card(result.model()).criticSteps());
    assertFalse(Files.exists(job.checkpointFile()), "the secret key must not stay behind");
  }

  @Test
  void start_aPause_countsNeitherAsTrainingTimeNorAgainstTheLimit() throws IOException {
    GanConfig config = config(PrivacySettings.NONE, 4, 1.0 / 60);
    Progress pausing =
        new Progress() {
          private boolean paused;

          @Override
          public void report(long done, long total, String message) {}

          @Override
          public void waitWhilePaused() {
            if (!paused) {
              paused = true;
              sleep(1500);
            }
          }
        };
    GanTraining.start(
        GanTrainingTest.job(config(PrivacySettings.NONE, 1, 0), folder.resolve("warm")),
        TrainingListener.NONE,
        Progress.NONE);
    TrainingResult result =
        GanTraining.start(
            GanTrainingTest.job(config, folder.resolve("paused")), TrainingListener.NONE, pausing);
    assertEquals(Ending.COMPLETE, result.ending());
    assertTrue(ModelZip.card(result.model()).seconds() < 1.0);
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void start_previewsAtEveryIteration_trainTheSameWeights() throws IOException {
    GanConfig config = config(PRIVATE, 6, 0);
    TrainingResult unseen =
        GanTraining.start(
            GanTrainingTest.job(config, folder.resolve("unseen")),
            TrainingListener.NONE,
            Progress.NONE);
    int[] previews = new int[1];
    TrainingListener watcher =
        new TrainingListener() {
          @Override
          public boolean wantsPreview() {
            return true;
          }

          @Override
          public void previewMade(SyntheticPatches images, List<History.Row> history) {
            previews[0]++;
          }
        };
    TrainingResult seen =
        GanTraining.start(
            GanTrainingTest.job(config, folder.resolve("seen")), watcher, Progress.NONE);
    assertEquals(6, previews[0]);
    assertArrayEquals(
        GanTrainingTest.weights(unseen.model()), GanTrainingTest.weights(seen.model()));
  }
}
