/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.core.Progress;
import io.github.veil.core.RandomSource;
import io.github.veil.network.GanArchitecture;
import io.github.veil.network.Initialisation;
import io.github.veil.patch.PatchRow;
import io.github.veil.privacy.AccountedSteps;
import io.github.veil.privacy.Ledger;
import io.github.veil.privacy.PrivacyUnit;
import io.github.veil.train.GanConfig.Networks;
import io.github.veil.train.GanConfig.Optimization;
import io.github.veil.train.GanConfig.OptimizerKind;
import io.github.veil.train.GanConfig.Schedule;
import io.github.veil.train.ImageGenerator.Drawing;
import io.github.veil.train.ImageGenerator.Request;
import io.github.veil.train.TrainingResult.Ending;
import io.github.veil.train.condition.Condition;
import io.github.veil.train.condition.ConditionHead;
import io.github.veil.train.condition.ConditionSchema;
import io.github.veil.train.condition.ConditionSource;
import io.github.veil.train.condition.ConditionTable;
import io.github.veil.train.condition.Conditioning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class ConditionalTrainingTest {

  private static final int PATCHES = 200;
  private static final PrivacySettings PRIVATE =
      new PrivacySettings(true, PrivacyUnit.PATCH, 1.1, 0, 0, false, 1, 3, false);

  @TempDir Path folder;

  private static GanConfig config(
      PrivacySettings privacy, Conditioning conditioning, long iterations, boolean adaptive) {
    return new GanConfig(
        "test",
        AdversarialLoss.HINGE,
        new Networks(8, 4, 4, 16),
        new Optimization(OptimizerKind.ADAM, 1e-3, 1e-3, 0, 3, 8, 0.9, adaptive),
        new Schedule(iterations, 0, 0, 4),
        privacy,
        "5",
        conditioning,
        GanConfig.Regularization.CONDITIONAL);
  }

  private static GanJob job(GanConfig config, Path folder) {
    return new GanJob(
        config,
        new SidePatches(PATCHES, 1),
        GanJob.PatchDescription.UNKNOWN,
        folder,
        folder.resolve("privacy.ledger"),
        null,
        false);
  }

  private static TrainingResult train(GanJob job) throws IOException {
    return GanTraining.start(job, TrainingListener.NONE, Progress.NONE);
  }

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
  @CsvSource({
    "AUXILIARY, false, false",
    "PROJECTION, true, false",
    "PROJECTION, true, true",
    "AUXILIARY, true, true"
  })
  void resume_conditional_givesTheWeightsOfAnUninterruptedRun(
      ConditionHead head, boolean isPrivate, boolean adaptive) throws IOException {
    Conditioning conditioning = Conditioning.of(head, "class; radius=3..7", Conditioning.NOISY);
    PrivacySettings privacy = isPrivate ? PRIVATE : PrivacySettings.NONE;
    GanConfig config = config(privacy, conditioning, 10, adaptive);
    TrainingResult whole = train(job(config, folder.resolve("whole")));
    GanJob job = job(config, folder.resolve("parts"));
    TrainingResult first = GanTraining.start(job, TrainingListener.NONE, cancelAtPoll(17));
    assertEquals(Ending.CANCELED, first.ending());
    TrainingResult last = GanTraining.resume(job, TrainingListener.NONE, Progress.NONE);
    assertEquals(Ending.COMPLETE, last.ending());
    assertArrayEquals(
        GanTrainingTest.weights(whole.model()), GanTrainingTest.weights(last.model()));
    assertEquals(
        ModelZip.card(whole.model()).conditions(), ModelZip.card(last.model()).conditions());
    if (isPrivate) {
      assertEquals(
          List.of(new AccountedSteps(1, 10, 1), new AccountedSteps(8.0 / PATCHES, 1.1, 30)),
          Ledger.verify(job.ledger()).history());
      assertTrue(ModelZip.text(last.model(), ModelZip.STATEMENT).contains("was counted once"));
    }
  }

  /** The noise of repeated steps would be the same, but not what it hides. */
  @Test
  void resume_withOtherClassesInTheTable_isRefused() throws IOException {
    Conditioning classes =
        Conditioning.of(ConditionHead.PROJECTION, "class=left,right", Conditioning.UNIFORM);
    GanJob job = job(config(PRIVATE, classes, 10, false), folder);
    GanTraining.start(job, TrainingListener.NONE, cancelAtPoll(7));
    SidePatches patches = (SidePatches) job.patches();
    PatchRow row = patches.rows().get(5);
    String other = row.className().equals("left") ? "right" : "left";
    patches.rows().set(5, new PatchRow(5, row.patient(), 0, 16, 16, true, 0.1, other));
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> GanTraining.resume(job, TrainingListener.NONE, Progress.NONE));
    assertTrue(refusal.getMessage().contains("other classes"), refusal.getMessage());
  }

  private static List<PatchRow> generate(Path model, List<Request> requests) throws IOException {
    List<PatchRow> rows = new ArrayList<>();
    Drawing drawing = new Drawing(RandomSource.seeded(3), 0.5, 0);
    assertTrue(
        ImageGenerator.generate(
            model, requests, drawing, (pixels, row) -> rows.add(row), Progress.NONE));
    return rows;
  }

  @Test
  void generate_countsPerClass_areExact() throws IOException {
    Conditioning both =
        Conditioning.of(ConditionHead.PROJECTION, "class; radius", Conditioning.AUTO);
    Path model = train(job(config(PrivacySettings.NONE, both, 2, false), folder)).model();
    List<PatchRow> rows =
        generate(
            model,
            List.of(
                new Request(Condition.ofClass("right"), 45),
                new Request(new Condition(Map.of("class", "left", "radius", "4..5")), 7)));
    assertEquals(52, rows.size());
    assertEquals(45, rows.stream().filter(row -> row.className().equals("right")).count());
    List<PatchRow> left = rows.subList(45, 52);
    assertTrue(left.stream().allMatch(row -> row.className().equals("left")));
    for (PatchRow row : left) {
      double radius = Double.parseDouble(row.cell("radius"));
      assertTrue(radius >= 4 && radius <= 5, row.toString());
    }
  }

  /** Where the discs of a class are: the mean of x, weighted by brightness. */
  private static double meanColumn(Path model, String side) throws IOException {
    double[] sums = new double[2];
    ImageGenerator.generate(
        model,
        List.of(new Request(Condition.ofClass(side), 64)),
        new Drawing(RandomSource.seeded(3), 0.5, 0),
        (pixels, row) -> {
          for (int i = 0; i < SidePatches.SIZE * SidePatches.SIZE; i++) {
            sums[0] += (pixels[i] + 1) * (i % SidePatches.SIZE);
            sums[1] += pixels[i] + 1;
          }
        },
        Progress.NONE);
    return sums[0] / sums[1];
  }

  @ParameterizedTest
  @EnumSource(
      value = ConditionHead.class,
      names = {"AUXILIARY", "PROJECTION"})
  void train_classes_areFollowed(ConditionHead head) throws IOException {
    GanConfig config =
        new GanConfig(
            "test",
            AdversarialLoss.HINGE,
            new Networks(16, 8, 8, 32),
            new Optimization(OptimizerKind.ADAM, 2e-3, 2e-3, 0, 1, 32, 0.95),
            new Schedule(150, 0, 0, 1000),
            PrivacySettings.NONE,
            "5",
            Conditioning.of(head, "class", Conditioning.AUTO),
            GanConfig.Regularization.CONDITIONAL);
    Path model = train(job(config, folder)).model();
    double left = meanColumn(model, "left");
    double right = meanColumn(model, "right");
    // The discs' centres are 16 columns apart; background of -0.9 draws both means to the middle.
    assertTrue(right - left > 2, "left " + left + ", right " + right);
  }

  @ParameterizedTest
  @EnumSource(
      value = ConditionHead.class,
      names = {"AUXILIARY", "PROJECTION"})
  void privateStep_oneUnitLeaves_movesTheSumByAtMostTheClipNorm(ConditionHead head) {
    Conditioning conditioning = Conditioning.of(head, "class; radius=3..7", Conditioning.UNIFORM);
    GanConfig config = config(PRIVATE, conditioning, 2, false);
    SidePatches patches = new SidePatches(8, 1);
    ConditionSchema schema = ConditionTable.schema(conditioning, patches.rows(), true);
    Conditions conditions =
        new Conditions(
            schema,
            new ConditionTable(schema, patches.rows()),
            ConditionSource.ofFrequencies(schema),
            new CriticLoss(config.loss(), conditioning, schema));
    GanArchitecture architecture =
        new GanArchitecture(32, 2, 8, schema.width(), 4, 4, 16, Initialisation.HE, true);
    RandomSource random = RandomSource.seeded(6);
    try (GanNetworks networks = new GanNetworks(architecture, config, random);
        INDArray all = released(networks, patches, conditions, config, random, 8);
        INDArray less = released(networks, patches, conditions, config, random, 7)) {
      double norm = 8 * all.sub(less).castTo(DataType.DOUBLE).norm2Number().doubleValue();
      assertEquals(1, norm, 1e-3, "the bound of 1 is attained and not exceeded");
    }
  }

  private static INDArray released(
      GanNetworks networks,
      SidePatches patches,
      Conditions conditions,
      GanConfig config,
      RandomSource random,
      int present) {
    List<int[]> members = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      members.add(i < present ? new int[] {i} : new int[0]);
    }
    PrivacyUnits units = PrivacyUnits.ofMembers(members, 1);
    INDArray released = GanNetworks.gradientBuffer(networks.critic);
    try (RealGradient gradient =
        PrivateRealGradient.of(networks, patches, conditions, units, config, 1, random)) {
      gradient.write(released, 0);
    }
    return released;
  }

  @Test
  void noisyCount_aPatientWithManyPatches_countsAsOne() {
    SidePatches patches = new SidePatches(30, 1);
    Conditioning conditioning =
        Conditioning.of(ConditionHead.PROJECTION, "class; radius=3..7", Conditioning.NOISY);
    ConditionSchema schema = ConditionTable.schema(conditioning, patches.rows(), true);
    ConditionTable table = new ConditionTable(schema, patches.rows());
    GanConfig config = config(PRIVATE, conditioning, 2, false);
    PrivacyUnits units = PrivacyUnits.of(patches.rows(), PrivacyUnit.PATIENT, 3);
    float[] all = new NoisyCount(config, units).exact(table);
    PrivacyUnits fewer =
        PrivacyUnits.ofMembers(List.of(units.members(0), units.members(1), new int[0]), 3);
    float[] less = new NoisyCount(config, fewer).exact(table);
    double squares = 0;
    for (int k = 0; k < all.length; k++) {
      squares += Math.pow(all[k] - less[k], 2);
    }
    assertTrue(squares > 0 && Math.sqrt(squares) <= Math.sqrt(2), "sensitivity " + squares);
    double total = 0;
    for (int k = 0; k < 2; k++) {
      total += all[k];
    }
    assertEquals(3, total, 0.2, "three patients, of whom one has a patch without class");
  }

  @Test
  void start_initialModelOfOtherClasses_isRefused() throws IOException {
    Conditioning classes =
        Conditioning.of(ConditionHead.PROJECTION, "class=left,right", Conditioning.UNIFORM);
    GanConfig config = config(PrivacySettings.NONE, classes, 2, false);
    Path first = train(job(config, folder.resolve("first"))).model();
    assertTrue(
        train(startingFrom(first, config, folder.resolve("second"))).model().toFile().exists());
    Conditioning turned =
        Conditioning.of(ConditionHead.PROJECTION, "class=right,left", Conditioning.UNIFORM);
    GanConfig other = config(PrivacySettings.NONE, turned, 2, false);
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> train(startingFrom(first, other, folder.resolve("third"))));
    assertTrue(
        refusal.getMessage().contains("class [left, right] of each image"), refusal.getMessage());
  }

  private static GanJob startingFrom(Path model, GanConfig config, Path folder) {
    GanJob job = job(config, folder);
    return new GanJob(config, job.patches(), job.description(), folder, job.ledger(), model, false);
  }

  @Test
  void conditionScores_projection_addsWhatTheCriticSaysOfTheClass() throws IOException {
    Conditioning classes =
        Conditioning.of(ConditionHead.PROJECTION, "class=left,right", Conditioning.UNIFORM);
    Path model = train(job(config(PrivacySettings.NONE, classes, 2, false), folder)).model();
    List<PatchRow> rows = new ArrayList<>();
    for (String name : List.of("right", "left", "", "elsewhere")) {
      rows.add(new PatchRow(rows.size(), "P", 0, 0, 0, false, 0, name));
    }
    ConditionScores scores = new ConditionScores(ModelZip.card(model), rows);
    float[] outputs = {9, 1, 10, 100};
    assertEquals(101, scores.score(0, outputs, 1));
    assertEquals(11, scores.score(1, outputs, 1));
    assertEquals(1, scores.score(2, outputs, 1), "no class");
    assertEquals(1, scores.score(3, outputs, 1), "a class that the model does not know");
  }
}
