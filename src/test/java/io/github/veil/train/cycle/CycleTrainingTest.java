/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.core.Progress;
import io.github.veil.privacy.AccountedSteps;
import io.github.veil.privacy.Ledger;
import io.github.veil.privacy.LedgerReport;
import io.github.veil.privacy.PrivacyUnit;
import io.github.veil.train.AdversarialLoss;
import io.github.veil.train.ModelZip;
import io.github.veil.train.PrivacySettings;
import io.github.veil.train.TrainingResult.Ending;
import io.github.veil.train.cycle.CycleConfig.GeneratorKind;
import io.github.veil.train.cycle.CycleConfig.Networks;
import io.github.veil.train.cycle.CycleConfig.Optimization;
import io.github.veil.train.cycle.CycleConfig.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CycleTrainingTest {

  private static final int SIZE = 64;
  private static final int PATIENTS = 5;

  @TempDir Path folder;

  static CycleConfig config(boolean isPrivate, long steps) {
    PrivacySettings privacy =
        isPrivate
            ? new PrivacySettings(true, PrivacyUnit.PATIENT, 1.3, 0, 0, false, 1, 2, false)
            : PrivacySettings.NONE;
    return new CycleConfig(
        "test",
        new Networks(GeneratorKind.UNET, SIZE, 1, 1, 2, 2, 0.5),
        new CycleConfig.Losses(AdversarialLoss.LEAST_SQUARES, 10, 0.5),
        new Optimization(1e-3, 0.5, 2, isPrivate ? 0 : 3),
        SliceAugmentation.STANDARD,
        new Schedule(steps, 0, 0.5, 0, 3, 2),
        privacy,
        "5");
  }

  static CycleJob job(CycleConfig config, Path folder) {
    return new CycleJob(
        config,
        new BlobSlices("x", 9, SIZE, 1, 2, 0.9f),
        new BlobSlices("y", 6, SIZE, 1, 2, 0.1f),
        SliceDescription.UNKNOWN,
        CycleJob.PublicSlices.NONE,
        folder,
        folder.resolve("privacy.ledger"),
        false);
  }

  private static CycleResult train(CycleJob job) throws IOException {
    return CycleTraining.start(job, CycleListener.NONE, Progress.NONE);
  }

  private static float[] weights(Path model, Direction direction) throws IOException {
    ComputationGraph graph = CycleModelZip.generator(model, direction);
    float[] weights = graph.params().toFloatVector();
    graph.close();
    return weights;
  }

  /** Cancels when asked for the {@code n}-th time. */
  private static Progress cancelAtPoll(int n) {
    return new Progress() {
      private int polls;

      @Override
      public void report(long done, long total, String message) {}

      @Override
      public boolean isCanceled() {
        return ++polls >= n;
      }
    };
  }

  /** Slices that are read slowly. Knows who reads. */
  private record SlowSlices(SliceSource slices, Set<Thread> readers, AtomicInteger open)
      implements SliceSource {

    SlowSlices(SliceSource slices) {
      this(slices, ConcurrentHashMap.newKeySet(), new AtomicInteger());
    }

    @Override
    public int count() {
      return slices.count();
    }

    @Override
    public int size() {
      return slices.size();
    }

    @Override
    public int channels() {
      return slices.channels();
    }

    @Override
    public void fill(int index, float[] target) {
      readers.add(Thread.currentThread());
      open.incrementAndGet();
      try {
        Thread.sleep(20);
        slices.fill(index, target);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } finally {
        open.decrementAndGet();
      }
    }

    @Override
    public String patient(int index) {
      return slices.patient(index);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void start_readsTheNextBatchOnAnotherThread_withTheSameWeightsAndNothingReadAfterIt(
      boolean isPrivate) throws IOException {
    CycleJob job = job(config(isPrivate, 4), folder.resolve("whole"));
    CycleResult whole = train(job);
    SlowSlices slow = new SlowSlices(job.x());
    Path other = folder.resolve("slow");
    CycleResult ahead =
        train(
            new CycleJob(
                job.config(),
                slow,
                job.y(),
                job.description(),
                job.publicSlices(),
                other,
                other.resolve("privacy.ledger"),
                false));
    assertEquals(0, slow.open().get());
    assertTrue(slow.readers().size() > 1, "read on " + slow.readers());
    for (Direction direction : Direction.values()) {
      assertArrayEquals(
          weights(whole.model(), direction), weights(ahead.model(), direction), direction.name());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void resume_afterTwoCancels_givesTheWeightsOfAnUninterruptedRun(boolean isPrivate)
      throws IOException {
    CycleConfig config = config(isPrivate, 8);
    CycleResult whole = train(job(config, folder.resolve("whole")));
    CycleJob job = job(config, folder.resolve("parts"));
    CycleResult first = CycleTraining.start(job, CycleListener.NONE, cancelAtPoll(5));
    assertEquals(Ending.CANCELED, first.ending());
    assertTrue(Files.exists(first.checkpoint()));
    assertFalse(Files.exists(job.modelFile()));
    CycleTraining.resume(job, CycleListener.NONE, cancelAtPoll(4));
    CycleResult last = CycleTraining.resume(job, CycleListener.NONE, Progress.NONE);
    assertEquals(Ending.COMPLETE, last.ending());
    for (Direction direction : Direction.values()) {
      assertArrayEquals(weights(whole.model(), direction), weights(last.model(), direction));
    }
    assertEquals(whole.history().toCsv(), last.history().toCsv());
    assertFalse(Files.exists(job.checkpointFile()), "the secret key must not stay behind");
    if (isPrivate) {
      LedgerReport report = Ledger.verify(job.ledger());
      assertTrue(report.intact(), report.faults().toString());
      assertEquals(List.of(new AccountedSteps(2.0 / PATIENTS, 1.3, 8)), report.history());
    }
  }

  @Test
  void resume_afterKill_givesTheWeightsOfAnUninterruptedRun() throws Exception {
    CycleConfig config = config(false, KilledCycleTraining.STEPS);
    CycleResult whole = train(job(config, folder.resolve("whole")));
    Path killed = folder.resolve("killed");
    Path log = folder.resolve("killed.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledCycleTraining.class.getName(),
                killed.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    assertEquals(KilledCycleTraining.SIGKILL_STATUS, process.exitValue(), Files.readString(log));
    CycleJob job = job(config, killed);
    assertTrue(Files.exists(job.checkpointFile()));
    CycleResult resumed = CycleTraining.resume(job, CycleListener.NONE, Progress.NONE);
    assertArrayEquals(weights(whole.model(), Direction.G), weights(resumed.model(), Direction.G));
  }

  @Test
  void start_writesModelHistoryAndStatement_andReportsLossesAndPreviews() throws IOException {
    List<CycleHistory.Row> rows = new ArrayList<>();
    List<CyclePreview> previews = new ArrayList<>();
    CycleListener listener =
        new CycleListener() {
          @Override
          public void stepRecorded(CycleHistory.Row row) {
            rows.add(row);
          }

          @Override
          public void previewMade(CyclePreview preview, List<CycleHistory.Row> history) {
            previews.add(preview);
          }
        };
    CycleJob job = job(config(false, 4), folder);
    CycleResult result = CycleTraining.start(job, listener, Progress.NONE);
    assertEquals(4, rows.size());
    for (double loss : rows.get(3).losses().values()) {
      assertTrue(loss > 0 && Double.isFinite(loss));
    }
    assertEquals(1e-3, rows.get(1).learningRate(), 1e-12);
    assertEquals(0.5e-3, rows.get(3).learningRate(), 1e-12);
    assertEquals(2, previews.size());
    assertEquals(6, previews.get(0).rows().size());
    assertEquals(
        "step,epoch,learning_rate,gen_g_loss,gen_f_loss,disc_x_loss,disc_y_loss,total_cycle_loss,"
            + "identity_loss,total_gen_g_loss,total_gen_f_loss,epsilon",
        Files.readAllLines(folder.resolve("history.csv")).get(0));
    assertEquals(rows.size(), CycleHistory.read(folder.resolve("history.csv")).rows().size());
    CycleCard card = CycleModelZip.card(result.model());
    assertEquals(job.config(), card.config());
    assertEquals(4, card.steps());
    String statement = Files.readString(folder.resolve("privacy.txt"));
    assertTrue(statement.contains("NOT PRIVATE"), statement);
    assertTrue(
        statement.replaceAll("\\s+", " ").contains(CycleReport.INPUT_NOT_PROTECTED), statement);
    assertThrows(IOException.class, () -> train(job), "the model exists already");
  }

  /** DL4J's own execution of the saved generator is the oracle. */
  @ParameterizedTest
  @ValueSource(strings = {"G", "F"})
  void translator_givesWhatDl4jGives_eachSliceByItself(Direction direction) throws IOException {
    CycleResult result = train(job(config(false, 2), folder));
    SliceSource slices = new BlobSlices("test", 2, SIZE, 1, 1, 0.5f);
    int area = SIZE * SIZE;
    float[] input = new float[2 * area];
    float[] slice = new float[area];
    for (int i = 0; i < 2; i++) {
      slices.fill(i, slice);
      System.arraycopy(slice, 0, input, i * area, area);
    }
    ComputationGraph graph = CycleModelZip.generator(result.model(), direction);
    try (Translator translator = Translator.open(result.model(), direction)) {
      float[] both = translator.translate(input, 2);
      float[] second = translator.translate(slice, 1);
      assertArrayEquals(second, java.util.Arrays.copyOfRange(both, area, 2 * area));
      INDArray expected = graph.outputSingle(Nd4j.createFromArray(input).reshape(2, 1, SIZE, SIZE));
      assertArrayEquals(expected.dup('c').reshape(2L * area).toFloatVector(), both, 1e-4f);
      assertThrows(IllegalArgumentException.class, () -> translator.translate(slice, 2));
    }
  }

  @Test
  void privateTraining_showsNoLossAndNoRealSlice() throws IOException {
    List<CyclePreview> previews = new ArrayList<>();
    CycleListener listener =
        new CycleListener() {
          @Override
          public void previewMade(CyclePreview preview, List<CycleHistory.Row> history) {
            previews.add(preview);
          }
        };
    CycleResult hidden =
        CycleTraining.start(job(config(true, 2), folder.resolve("a")), listener, Progress.NONE);
    assertTrue(previews.isEmpty());
    assertNull(hidden.preview());
    for (CycleHistory.Row row : hidden.history().rows()) {
      for (double loss : row.losses().values()) {
        assertTrue(Double.isNaN(loss));
      }
      assertTrue(row.epsilon() > 0);
    }
    String statement = Files.readString(folder.resolve("a/privacy.txt")).replaceAll("\\s+", " ");
    assertTrue(statement.contains("DP-SGD on both generators and both critics"), statement);
    assertTrue(statement.contains(CycleReport.INPUT_NOT_PROTECTED), statement);
    CycleJob plain = job(config(true, 2), folder.resolve("b"));
    SliceSource phantom = new BlobSlices("public", 1, SIZE, 1, 1, 0.3f);
    CycleJob shown =
        new CycleJob(
            plain.config(),
            plain.x(),
            plain.y(),
            plain.description(),
            new CycleJob.PublicSlices(phantom, null),
            plain.folder(),
            plain.ledger(),
            false);
    CycleTraining.start(shown, listener, Progress.NONE);
    assertEquals(1, previews.size());
    float[] slice = new float[SIZE * SIZE];
    phantom.fill(0, slice);
    assertArrayEquals(slice, previews.get(0).rows().get(0).real());
  }

  @Test
  void finish_early_keepsTheModelSoFar() throws IOException {
    Progress finishing =
        new Progress() {
          private int polls;

          @Override
          public void report(long done, long total, String message) {}

          @Override
          public boolean wantsToFinish() {
            return ++polls > 2;
          }
        };
    CycleResult result =
        CycleTraining.start(job(config(false, 8), folder), CycleListener.NONE, finishing);
    assertEquals(Ending.FINISHED_EARLY, result.ending());
    assertEquals(2, CycleModelZip.card(result.model()).steps());
    assertNotNull(result.preview());
  }

  @Test
  void resume_otherSlices_isRefused() throws IOException {
    CycleJob job = job(config(false, 8), folder);
    CycleTraining.start(job, CycleListener.NONE, cancelAtPoll(2));
    CycleJob other =
        new CycleJob(
            job.config(),
            job.x(),
            new BlobSlices("others", 6, SIZE, 1, 2, 0.1f),
            job.description(),
            job.publicSlices(),
            folder,
            job.ledger(),
            false);
    assertThrows(
        IllegalArgumentException.class,
        () -> CycleTraining.resume(other, CycleListener.NONE, Progress.NONE));
  }

  @Test
  void card_ofAnotherModel_isRefusedWithASentence() throws IOException {
    Path file = folder.resolve("other.zip");
    try (var out = new java.util.zip.ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new java.util.zip.ZipEntry(ModelZip.CARD));
      out.write("{\"format\":1}".getBytes());
    }
    IOException refusal = assertThrows(IOException.class, () -> CycleModelZip.card(file));
    assertTrue(refusal.getMessage().contains("Translate MRI"), refusal.getMessage());
  }
}
