/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.attack;

import io.github.veil.core.Progress;
import io.github.veil.core.RandomSource;
import io.github.veil.evaluate.encoder.ConvEncoder;
import io.github.veil.evaluate.utility.PhantomCohort;
import io.github.veil.patch.ExtractionConfig;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSet;
import io.github.veil.patch.PatchSource;
import io.github.veil.patch.PatchStackBuilder;
import io.github.veil.patch.PixelSize;
import io.github.veil.privacy.PrivacyUnit;
import io.github.veil.train.AdversarialLoss;
import io.github.veil.train.GanConfig;
import io.github.veil.train.GanJob;
import io.github.veil.train.GanTraining;
import io.github.veil.train.ImageGenerator;
import io.github.veil.train.PrivacySettings;
import io.github.veil.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * GANs that are trained on 50 patches of ten patients of a sample cohort, and membership attacks on
 * them with 50 patches of ten others. Five more patients give "fresh" patches.
 */
public final class FiftyPatches {

  /** Long enough to learn by heart. */
  static final int OVERFITTED = 4000;

  /** With noise, few large steps learn more than many small ones. */
  static final int PRIVATE = 300;

  private static final int PATIENTS = 10;
  private static final int FRESH = 5;
  private static final int SIZE = 32;
  private static final int IMAGES = 500;
  private static final ConvEncoder ENCODER = ConvEncoder.embedded();

  private final long seed;
  private final PatchSource train;
  private final PatchSource heldOut;
  private final PatchSource fresh;

  FiftyPatches(long seed) throws IOException {
    this.seed = seed;
    PhantomCohort cohort =
        new PhantomCohort(
            seed,
            2 * PATIENTS + FRESH,
            ExtractionConfig.defaults().withPatchSize(SIZE).withPatches(5, 0.5));
    train = cohort.patches(cohort.patients(0, PATIENTS));
    heldOut = cohort.patches(cohort.patients(PATIENTS, 2 * PATIENTS));
    fresh = cohort.patches(cohort.patients(2 * PATIENTS, 2 * PATIENTS + FRESH));
  }

  /** The overfitted model. */
  Path overfit(Path folder) throws IOException {
    return train(PrivacySettings.NONE, OVERFITTED, folder);
  }

  /**
   * A private model.
   *
   * @param epsilon for a patch
   */
  Path trainPrivately(double epsilon, Path folder) throws IOException {
    return train(
        new PrivacySettings(true, PrivacyUnit.PATCH, 0, epsilon, 0, false, 1, 16, true),
        PRIVATE,
        folder);
  }

  private Path train(PrivacySettings privacy, int iterations, Path folder) throws IOException {
    GanConfig config =
        new GanConfig(
            "fifty patches",
            AdversarialLoss.LOGISTIC,
            new GanConfig.Networks(16, 8, 8, 128),
            new GanConfig.Optimization(GanConfig.OptimizerKind.ADAM, 1e-3, 1e-3, 0, 1, 25, 0.99),
            new GanConfig.Schedule(iterations, 0, 0, iterations),
            privacy,
            Long.toString(seed));
    GanJob job =
        new GanJob(
            config,
            train,
            GanJob.PatchDescription.UNKNOWN,
            folder,
            folder.resolve("privacy.ledger"),
            null,
            false);
    return GanTraining.start(job, TrainingListener.NONE, Progress.NONE).model();
  }

  /** By the distance to the nearest of the images that the model draws. */
  MembershipAttack distance(Path model, PrivacyUnit unit) throws IOException {
    return nearest("distance", drawn(model), unit);
  }

  /** The same against real patches of fresh patients: what a perfect model would draw. */
  MembershipAttack distanceToFreshPatients(PrivacyUnit unit) {
    return nearest("distance to fresh patients", fresh, unit);
  }

  /** By the model's critic. */
  MembershipAttack logan(Path model, PrivacyUnit unit) throws IOException {
    return attack(
        "LOGAN",
        CriticScores.of(model, train, Progress.NONE),
        CriticScores.of(model, heldOut, Progress.NONE),
        unit);
  }

  private MembershipAttack nearest(String name, PatchSource synthetic, PrivacyUnit unit) {
    double[][] features = features(synthetic);
    return attack(
        name,
        DistanceScores.nearest(features(train), features),
        DistanceScores.nearest(features(heldOut), features),
        unit);
  }

  /**
   * @param unit a patch, or a patient by the mean of the patches' scores
   */
  private MembershipAttack attack(
      String name, double[] members, double[] others, PrivacyUnit unit) {
    Candidates in = Candidates.patches(members, patients(train));
    Candidates out = Candidates.patches(others, patients(heldOut));
    boolean whole = unit == PrivacyUnit.PATIENT;
    return MembershipAttack.of(
        name, whole ? in.byPatient() : in, whole ? out.byPatient() : out, Interval.CONFIDENCE);
  }

  private PatchSource drawn(Path model) throws IOException {
    PatchStackBuilder images = new PatchStackBuilder(SIZE, train.channels());
    ImageGenerator.generate(model, IMAGES, RandomSource.seeded(seed), 0.5, images, Progress.NONE);
    return PatchSet.of(images.build("drawn", PixelSize.UNKNOWN));
  }

  private static double[][] features(PatchSource patches) {
    return ENCODER.encode(patches, Progress.NONE);
  }

  private static List<String> patients(PatchSource patches) {
    return patches.rows().stream().map(PatchRow::patient).toList();
  }

  /**
   * Prints the attacks of several cohorts as a table.
   *
   * @param seeds of the cohorts
   */
  public static void main(String[] seeds) throws IOException {
    System.out.println("| seed | model | attack | unit | AUC (95 %) |");
    System.out.println("|---|---|---|---|---|");
    for (String seed : seeds) {
      FiftyPatches fifty = new FiftyPatches(Long.parseLong(seed));
      Path folder = Files.createTempDirectory("fifty-patches");
      Path overfitted = fifty.overfit(folder.resolve("overfitted"));
      Path eight = fifty.trainPrivately(8, folder.resolve("eight"));
      Path two = fifty.trainPrivately(2, folder.resolve("two"));
      for (PrivacyUnit unit : List.of(PrivacyUnit.PATCH, PrivacyUnit.PATIENT)) {
        print(seed, "overfitted", fifty.logan(overfitted, unit));
        print(seed, "overfitted", fifty.distance(overfitted, unit));
        print(seed, "epsilon 8", fifty.logan(eight, unit));
        print(seed, "epsilon 8", fifty.distance(eight, unit));
        print(seed, "epsilon 2", fifty.logan(two, unit));
        print(seed, "epsilon 2", fifty.distance(two, unit));
        print(seed, "none", fifty.distanceToFreshPatients(unit));
      }
    }
  }

  private static void print(String seed, String model, MembershipAttack attack) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %s | %.3f (%.3f to %.3f) |%n",
        seed,
        model,
        attack.name(),
        attack.unit().description(),
        attack.roc().auc(),
        attack.auc().low(),
        attack.auc().high());
  }
}
