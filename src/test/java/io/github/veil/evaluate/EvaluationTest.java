/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.core.Progress;
import io.github.veil.evaluate.encoder.ConvEncoder;
import io.github.veil.evaluate.encoder.Encoder;
import io.github.veil.evaluate.encoder.PhantomPatches;
import io.github.veil.evaluate.report.Block;
import io.github.veil.evaluate.report.Finding;
import io.github.veil.evaluate.report.Light;
import io.github.veil.evaluate.report.Report;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSource;
import io.github.veil.patch.PatchSubset;
import io.github.veil.phantom.Modality;
import io.github.veil.train.supervised.ClassifierConfig;
import io.github.veil.train.supervised.SegmentationConfig;
import io.github.veil.train.supervised.SegmentationGrid;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EvaluationTest {

  private static final int SIZE = 32;

  private static PatchSource train;
  private static PatchSource heldOut;
  private static PatchSource fresh;
  private static PatchSource noise;
  private static Report report;

  /** Noise of the intensities' whole range. */
  private record Noise(int count, List<PatchRow> rows) implements PatchSource {

    @Override
    public int size() {
      return SIZE;
    }

    @Override
    public int channels() {
      return 1;
    }

    @Override
    public void read(int index, float[] target, int offset) {
      SplittableRandom random = new SplittableRandom(index);
      for (int i = 0; i < SIZE * SIZE; i++) {
        target[offset + i] = (float) random.nextDouble(-1, 1);
      }
    }
  }

  @BeforeAll
  static void evaluate() throws IOException {
    PatchSource all = new PhantomPatches(3, 9, 40, SIZE, List.of(Modality.TOF));
    train = patients(all, 0, 3);
    heldOut = patients(all, 3, 6);
    fresh = patients(all, 6, 9);
    noise = new Noise(train.count(), train.rows());
    report = run(config(true), set("fresh", fresh), set("copied", train), set("noise", noise));
  }

  @Test
  void run_otherPatients_areGoodInEveryRespect() {
    assertEquals(Set.of(Light.GREEN, Light.GREY), lights("fresh"));
  }

  @Test
  void run_copies_areFoundOut() {
    Finding copies = finding("copied", "exact copies");
    assertEquals(Light.RED, copies.light());
    assertTrue(copies.finding().contains("120 are exact copies"), copies.finding());
    assertEquals(Light.AMBER, finding("copied", "Frechet").light(), "as near as only copies come");
    Finding membership = finding("copied", "membership attacks");
    assertTrue(membership.light() == Light.RED || membership.light() == Light.AMBER);
    assertTrue(membership.finding().contains("an AUC of 1 "), membership.finding());
  }

  @Test
  void run_noise_isNotReal() {
    assertEquals(Light.RED, finding("noise", "Frechet").light());
    assertEquals(Light.GREEN, finding("noise", "exact copies").light());
  }

  @Test
  void run_copiesWithTheirPatients_areTracedToThem() {
    List<List<Object>> rows =
        report
            .tables()
            .filter(table -> table.name().startsWith("Re-identification"))
            .flatMap(table -> table.rows().stream())
            .toList();
    // "noise" bears the training patients' ids too; three scans among six patients.
    assertEquals(
        List.of("copied", "copied", "noise", "noise"), rows.stream().map(r -> r.get(0)).toList());
    assertEquals(List.of(120, 3), List.of(rows.get(0).get(2), rows.get(1).get(2)));
    assertEquals(List.of(1.0, 1.0), List.of(rows.get(0).get(4), rows.get(1).get(4)));
    assertEquals(6, rows.get(1).get(3));
    assertNull(rows.get(0).get(5), "images of one patient are not independent");
    assertEquals(Light.AMBER, finding("copied", "source patient").light());
  }

  @Test
  void run_withoutRealImages_showsNone() throws IOException {
    Report page = run(config(false), set("fresh", fresh));

    List<String> pictures = page.pictures().map(Block.Picture::name).toList();
    assertFalse(pictures.contains("neighbours-1"));
    assertTrue(pictures.contains("examples"));
    Block.Picture examples =
        page.pictures().filter(p -> p.name().equals("examples")).findFirst().orElseThrow();
    assertFalse(examples.caption().contains("real"), examples.caption());
    assertTrue(page.facts().stream().anyMatch(fact -> fact.contains("no real image")));
  }

  @Test
  void run_again_givesTheSameFigures() throws IOException {
    Report first = run(config(false), set("fresh", fresh));
    Report second = run(config(false), set("fresh", fresh));

    assertEquals(first.tables().toList(), second.tables().toList());
  }

  @Test
  void run_withInceptionToo_hasASecondTableOfDistancesThatAreCalledFid() throws IOException {
    Encoder pool3 = new Renamed(ConvEncoder.random(1), "Inception pool3", "FID");
    Report page =
        new Evaluation(input(set("fresh", fresh)), Optional.empty(), config(false))
            .run(ConvEncoder.embedded(), Optional.of(pool3), map -> {}, Progress.NONE)
            .report();

    assertEquals("FD to training (embedded encoder)", columns(page, "Fidelity").get(1));
    List<String> columns = columns(page, "Fidelity in Inception pool3");
    assertEquals("FID to training (Inception pool3)", columns.get(1));
    assertEquals("FID held-out minus training", columns.get(3));
    assertEquals("KID to held-out (Inception pool3)", columns.get(5));
    assertTrue(page.findings().stream().anyMatch(f -> f.finding().contains("(Inception pool3)")));
    assertFalse(report.tables().anyMatch(t -> t.columns().toString().contains("FID")));
  }

  private static List<String> columns(Report page, String table) {
    return page.tables().filter(t -> t.name().equals(table)).findFirst().orElseThrow().columns();
  }

  /** An encoder under another name. */
  private record Renamed(Encoder encoder, String name, String distance) implements Encoder {

    @Override
    public int dimension() {
      return encoder.dimension();
    }

    @Override
    public double[][] encode(PatchSource images, Progress progress) {
      return encoder.encode(images, progress);
    }
  }

  @Test
  void run_cancelled_stops() {
    Progress cancelled =
        new Progress() {
          @Override
          public void report(long done, long total, String message) {}

          @Override
          public boolean isCanceled() {
            return true;
          }
        };
    EvaluationInput input = input(set("fresh", fresh));
    Evaluation evaluation = new Evaluation(input, Optional.empty(), config(true));

    assertThrows(
        CancellationException.class,
        () -> evaluation.run(ConvEncoder.embedded(), Optional.empty(), map -> {}, cancelled));
  }

  @Test
  void input_patientOnBothSides_isNamed() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new EvaluationInput(train, train, Optional.empty(), List.of(set("fresh", fresh))));
    assertTrue(e.getMessage().contains("hold out whole patients"), e.getMessage());
  }

  @Test
  void input_otherSizeOrSameNames_areRefused() {
    PatchSource small = new PhantomPatches(3, 1, 20, 16, List.of(Modality.TOF));
    assertThrows(IllegalArgumentException.class, () -> input(set("small", small)));
    assertThrows(
        IllegalArgumentException.class, () -> input(set("fresh", fresh), set("fresh", noise)));
    assertThrows(IllegalArgumentException.class, () -> input(set("real", fresh)));
  }

  private static Report run(EvaluationConfig config, SyntheticSet... sets) throws IOException {
    return new Evaluation(input(sets), Optional.empty(), config)
        .run(ConvEncoder.embedded(), Optional.empty(), map -> {}, Progress.NONE)
        .report();
  }

  private static EvaluationInput input(SyntheticSet... sets) {
    return new EvaluationInput(train, heldOut, Optional.empty(), List.of(sets));
  }

  private static SyntheticSet set(String name, PatchSource patches) {
    return new SyntheticSet(name, patches, Optional.empty());
  }

  private static EvaluationConfig config(boolean showReal) {
    return new EvaluationConfig(
        EnumSet.of(Question.REAL, Question.SAFE),
        200,
        60,
        40,
        showReal,
        SegmentationConfig.halfUNet(),
        SegmentationGrid.standard(),
        0.3,
        ClassifierConfig.standard(),
        1);
  }

  private static PatchSource patients(PatchSource all, int from, int to) {
    List<String> ids = all.rows().stream().map(PatchRow::patient).distinct().toList();
    return PatchSubset.ofPatients(
        all, IntStream.range(from, to).mapToObj(ids::get).collect(Collectors.toSet()));
  }

  private static Set<Light> lights(String set) {
    return report.findings().stream()
        .filter(finding -> finding.set().equals(set))
        .map(Finding::light)
        .collect(Collectors.toSet());
  }

  private static Finding finding(String set, String words) {
    return report.findings().stream()
        .filter(finding -> finding.set().equals(set) && finding.finding().contains(words))
        .findFirst()
        .orElseThrow();
  }
}
