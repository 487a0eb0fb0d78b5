/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.supervised;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.core.Progress;
import io.github.veil.core.Require;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSource;
import io.github.veil.patch.PatchSubset;
import io.github.veil.train.ModelZip;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedTrainingTest {

  private static final SupervisedConfig QUICK =
      new SupervisedConfig(5e-3, 8, 4, Augmentation.STANDARD, 3);
  private static final SegmentationConfig UNET =
      SegmentationConfig.halfUNet()
          .withBase(4)
          .withLevels(3)
          .withDropout(0.1)
          .withTraining(QUICK.withAugmentation(new Augmentation(true, true, 1)));

  @TempDir Path folder;

  @Test
  void segmentation_discs_areFoundInOtherPatients() {
    PatientSplit split = PatientSplit.of(new DiscPatches("P", 120, 1), 0.25, 1);
    SegmentationConfig config = UNET.withTraining(UNET.training().withSchedule(8, 10));
    try (SegmentationModel model =
        SegmentationTraining.train(config, split.training(), Progress.NONE)) {
      List<Double> losses = model.history().epochLosses();
      assertEquals(10, losses.size());
      assertTrue(losses.get(9) < 0.7 * losses.get(0), losses.toString());
      double dice = new PatchValidation(split.validation()).dice(model, Progress.NONE);
      assertTrue(dice > 0.8, "Dice " + dice);
    }
  }

  @Test
  void training_sameSeed_givesTheSameBitsAndAnotherSeedOthers() {
    DiscPatches patches = new DiscPatches("P", 16, 1);
    SegmentationConfig one = UNET.withTraining(QUICK.withSchedule(8, 1));
    assertArrayEquals(weights(one, patches), weights(one, patches));
    SegmentationConfig other = one.withTraining(one.training().withSeed(4));
    assertFalse(Arrays.equals(weights(one, patches), weights(other, patches)));
  }

  /** Patches that take their time; one of them may be broken. Knows who reads. */
  private record SlowPatches(
      PatchSource patches, int broken, Set<Thread> readers, AtomicInteger open)
      implements PatchSource {

    SlowPatches(int broken) {
      this(new DiscPatches("P", 16, 1), broken, ConcurrentHashMap.newKeySet(), new AtomicInteger());
    }

    @Override
    public int count() {
      return patches.count();
    }

    @Override
    public int size() {
      return patches.size();
    }

    @Override
    public int channels() {
      return patches.channels();
    }

    @Override
    public void read(int index, float[] target, int offset) {
      readers.add(Thread.currentThread());
      open.incrementAndGet();
      try {
        Thread.sleep(20);
        Require.that(index != broken, "The file was cut short.");
        patches.read(index, target, offset);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } finally {
        open.decrementAndGet();
      }
    }

    @Override
    public List<PatchRow> rows() {
      return patches.rows();
    }
  }

  @Test
  void training_readsTheNextBatchOnAnotherThread_withTheSameBitsAndNothingReadAfterIt() {
    SegmentationConfig config = UNET.withTraining(QUICK.withSchedule(4, 2));
    SlowPatches slow = new SlowPatches(-1);
    assertArrayEquals(weights(config, new DiscPatches("P", 16, 1)), weights(config, slow));
    assertTrue(slow.readers().size() > 1, "read on " + slow.readers());
    assertEquals(0, slow.open().get());
  }

  @Test
  void training_patchThatCannotBeRead_saysWhy() {
    SlowPatches slow = new SlowPatches(3);
    IllegalArgumentException fault =
        assertThrows(IllegalArgumentException.class, () -> weights(UNET, slow));
    assertEquals("The file was cut short.", fault.getMessage());
    assertEquals(0, slow.open().get());
  }

  private static float[] weights(SegmentationConfig config, PatchSource patches) {
    try (SegmentationModel model = SegmentationTraining.train(config, patches, Progress.NONE)) {
      return model.graph().params().toFloatVector();
    }
  }

  @Test
  void saveAndLoad_keepWeightsCardAndHistoryAndPlainDl4jReadsTheFile() throws IOException {
    Path file = folder.resolve("unet.zip");
    SegmentationConfig one = UNET.withTraining(QUICK.withSchedule(8, 1));
    try (SegmentationModel model =
        SegmentationTraining.train(one, new DiscPatches("P", 16, 1), Progress.NONE)) {
      model.save(file, false);
      assertThrows(FileAlreadyExistsException.class, () -> model.save(file, false));
      try (SegmentationModel loaded = SegmentationModel.load(file)) {
        assertEquals(model.card(), loaded.card());
        assertEquals(
            model.history().epochLosses().get(0), loaded.history().epochLosses().get(0), 1e-5);
        assertEquals(model.graph().params(), loaded.graph().params());
      }
      ComputationGraph plain = ComputationGraph.load(file.toFile(), false);
      assertEquals(model.graph().params(), plain.params());
    }
    assertThrows(IOException.class, () -> ClassifierModel.load(file));
    assertThrows(IOException.class, () -> ModelZip.card(file));
  }

  @Test
  void load_damagedFile_saysSo() throws IOException {
    Path file = Files.writeString(folder.resolve("no.zip"), "no zip");
    IOException fault = assertThrows(IOException.class, () -> SegmentationModel.load(file));
    assertTrue(fault.getMessage().contains("no.zip"), fault.getMessage());
  }

  @Test
  void training_cancelled_stops() {
    Progress impatient =
        new Progress() {
          private boolean started;

          @Override
          public void report(long done, long total, String message) {
            started = true;
          }

          @Override
          public boolean isCanceled() {
            return started;
          }
        };
    SlowPatches patches = new SlowPatches(-1);
    assertThrows(
        CancellationException.class, () -> SegmentationTraining.train(UNET, patches, impatient));
    assertEquals(0, patches.open().get());
  }

  @Test
  void segmentation_patchSizeThatCannotBeHalved_saysWhichCan() {
    SegmentationConfig deep = UNET.withLevels(6);
    DiscPatches patches = new DiscPatches("P", 16, 1);
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> SegmentationTraining.train(deep, patches, Progress.NONE));
    assertTrue(refusal.getMessage().contains("multiple of 32"), refusal.getMessage());
  }

  @Test
  void grid_keepsTheNetworkThatIsBestOnValidationPatients() throws IOException {
    PatientSplit split = PatientSplit.of(new DiscPatches("P", 40, 1), 0.25, 1);
    SegmentationGrid grid =
        new SegmentationGrid(List.of(1e-7, 1e-2), List.of(0.0), List.of(Augmentation.NONE));
    PatchValidation validation = new PatchValidation(split.validation());
    SegmentationGrid.Result result = grid.search(UNET, split.training(), validation, Progress.NONE);
    assertEquals(2, result.trials().size());
    try (SegmentationModel best = result.best()) {
      assertEquals(1e-2, best.card().config().training().learningRate());
      assertEquals(result.trials().get(1).dice(), best.card().validationDice());
      assertEquals(best.card().validationDice(), validation.dice(best, Progress.NONE));
      assertTrue(result.trials().get(0).dice() < result.trials().get(1).dice());
    }
    assertEquals(8, SegmentationGrid.standard().configs(UNET).size());
  }

  @Test
  void grid_validationWithoutForeground_saysSo() {
    SegmentationGrid grid =
        new SegmentationGrid(List.of(1e-3), List.of(0.0), List.of(Augmentation.NONE));
    SegmentationConfig one = UNET.withTraining(QUICK.withSchedule(8, 1));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            grid.search(one, new DiscPatches("P", 16, 1), (model, p) -> Double.NaN, Progress.NONE));
  }

  @Test
  void split_byPatients_hasNobodyOnBothSides() {
    DiscPatches patches = new DiscPatches("P", 95, 1);
    PatientSplit split = PatientSplit.of(patches, 0.3, 5);
    Set<String> training = patients(split.training());
    Set<String> validation = patients(split.validation());
    assertEquals(3, validation.size());
    assertEquals(7, training.size());
    Set<String> both = new HashSet<>(training);
    both.retainAll(validation);
    assertEquals(Set.of(), both);
    assertEquals(95, split.training().count() + split.validation().count());
    PatchSource single = PatchSubset.ofPatients(patches, Set.of("P3"));
    assertThrows(IllegalArgumentException.class, () -> PatientSplit.of(single, 0.3, 5));
  }

  @Test
  void subset_random_drawsWithoutRepetitionAndReadsTheSource() {
    DiscPatches patches = new DiscPatches("P", 30, 1);
    PatchSubset drawn = PatchSubset.random(patches, 30, 2);
    assertEquals(patches.rows(), drawn.rows());
    PatchSubset few = PatchSubset.random(patches, 5, 2);
    assertEquals(5, few.count());
    PatchSubset one = new PatchSubset(patches, new int[] {7});
    float[] expected = new float[512];
    float[] read = new float[512];
    patches.read(7, expected, 0);
    one.read(0, read, 0);
    assertArrayEquals(expected, read);
    assertThrows(IllegalArgumentException.class, () -> PatchSubset.random(patches, 31, 2));
  }

  @Test
  void classifier_discSizes_areToldApartAndTheFileKeepsTheClasses() throws IOException {
    ClassifierConfig config =
        ClassifierConfig.standard()
            .withBase(4)
            .withTraining(new SupervisedConfig(3e-3, 16, 12, Augmentation.NONE, 1));
    DiscPatches train = new DiscPatches("P", 160, 1);
    DiscPatches test = new DiscPatches("T", 60, 2);
    Path file = folder.resolve("classifier.zip");
    List<String> classes = ClassifierTraining.classesOf(train);
    assertEquals(List.of("large", "small"), classes);
    int[] predicted;
    try (ClassifierModel model = ClassifierTraining.train(config, train, classes, Progress.NONE)) {
      predicted = model.predict(test, Progress.NONE);
      model.save(file, false);
    }
    int right = 0;
    for (int i = 0; i < predicted.length; i++) {
      right += classes.get(predicted[i]).equals(test.rows().get(i).className()) ? 1 : 0;
    }
    assertTrue(right >= 54, right + " of 60");
    try (ClassifierModel loaded = ClassifierModel.load(file)) {
      assertEquals(classes, loaded.card().classes());
      assertArrayEquals(predicted, loaded.predict(test, Progress.NONE));
    }
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> ClassifierTraining.train(config, train, List.of("large", "huge"), Progress.NONE));
    assertTrue(refusal.getMessage().contains("small"), refusal.getMessage());
  }

  private static Set<String> patients(PatchSource patches) {
    return patches.rows().stream().map(PatchRow::patient).collect(Collectors.toSet());
  }
}
