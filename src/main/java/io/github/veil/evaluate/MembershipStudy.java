/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import io.github.veil.core.Progress;
import io.github.veil.evaluate.attack.Candidates;
import io.github.veil.evaluate.attack.CriticScores;
import io.github.veil.evaluate.attack.DistanceScores;
import io.github.veil.evaluate.attack.Interval;
import io.github.veil.evaluate.attack.MembershipAttack;
import io.github.veil.evaluate.attack.PrivacyVerdict;
import io.github.veil.evaluate.attack.PrivacyVerdict.Outcome;
import io.github.veil.evaluate.report.Cells;
import io.github.veil.evaluate.report.Finding;
import io.github.veil.evaluate.report.Light;
import io.github.veil.privacy.AttackBound;
import io.github.veil.privacy.PrivacyUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Membership attacks on one synthetic set, held against what its model claims. */
final class MembershipStudy {

  /** An area under the curve that is surely above this is a bad leak. */
  static final double BAD_AUC = 0.6;

  /** From so many candidates on each side an area is looked at whatever its interval. */
  private static final int MANY = 50;

  /**
   * An attack with its verdict.
   *
   * @param verdict empty where the model claims nothing about the attacked unit
   */
  record Attempt(MembershipAttack attack, Optional<PrivacyVerdict> verdict) {

    boolean leaks() {
      return attack.auc().low() > 0.5
          || verdict.map(v -> v.outcome() != Outcome.NO_LEAK_FOUND).orElse(false);
    }

    /** Whether there were enough candidates for the area itself to say something. */
    boolean isLarge() {
      return Math.min(attack.roc().members(), attack.roc().nonMembers()) >= MANY;
    }

    boolean refutes() {
      return verdict.map(v -> v.outcome() == Outcome.CLAIM_REFUTED).orElse(false);
    }
  }

  private final PreparedSets sets;
  private final ImageSet set;
  private final Optional<Path> model;
  private final Optional<ModelClaim> claim;
  private final List<Attempt> attempts = new ArrayList<>();

  MembershipStudy(
      PreparedSets sets, ImageSet set, Optional<Path> model, Optional<ModelClaim> claim) {
    this.sets = sets;
    this.set = set;
    this.model = model;
    this.claim = claim;
  }

  void run(Progress progress) throws IOException {
    double[][] members = sets.train().features();
    double[][] others = sets.heldOut().features();
    double[][] synthetic = set.features();
    attack(
        "Nearest synthetic image",
        DistanceScores.nearest(members, synthetic),
        DistanceScores.nearest(others, synthetic));
    if (sets.secondSite().isPresent()) {
      double[][] reference = sets.secondSite().get().features();
      attack(
          "GAN-Leaks, calibrated by the second site",
          DistanceScores.ganLeaksCalibrated(members, synthetic, reference),
          DistanceScores.ganLeaksCalibrated(others, synthetic, reference));
    }
    if (model.isPresent()) {
      attack(
          "LOGAN, by the model's critic",
          CriticScores.of(model.get(), sets.train().patches(), progress),
          CriticScores.of(model.get(), sets.heldOut().patches(), progress));
    }
  }

  private void attack(String name, double[] members, double[] others) {
    List<String> memberPatients = severalPatients(sets.train());
    List<String> otherPatients = severalPatients(sets.heldOut());
    boolean grouped = memberPatients != null && otherPatients != null;
    Candidates in = Candidates.patches(members, grouped ? memberPatients : null);
    Candidates out = Candidates.patches(others, grouped ? otherPatients : null);
    attempts.add(judged(MembershipAttack.of(name, in, out, Interval.CONFIDENCE)));
    if (grouped && !in.independent()) {
      attempts.add(
          judged(MembershipAttack.of(name, in.byPatient(), out.byPatient(), Interval.CONFIDENCE)));
    }
  }

  private static List<String> severalPatients(ImageSet set) {
    List<String> patients = set.patients();
    return patients == null || new HashSet<>(patients).size() < 2 ? null : patients;
  }

  private Attempt judged(MembershipAttack attack) {
    if (claim.isEmpty()) {
      return new Attempt(attack, Optional.empty());
    }
    PrivacyUnit unit = attack.unit();
    AttackBound bound;
    if (unit == claim.get().unit()) {
      bound = claim.get().bound();
    } else if (unit == PrivacyUnit.PATIENT) {
      bound = claim.get().patientBound();
    } else {
      return new Attempt(attack, Optional.empty());
    }
    return new Attempt(attack, Optional.of(PrivacyVerdict.of(attack, bound, unit)));
  }

  static String unit(MembershipAttack attack) {
    return attack.unit() == PrivacyUnit.PATIENT ? "patients" : "patches";
  }

  List<Attempt> attempts() {
    return attempts;
  }

  Finding finding() {
    boolean refuted = attempts.stream().anyMatch(Attempt::refutes);
    Attempt strongest =
        attempts.stream()
            .max(Comparator.comparingDouble(a -> a.attack().roc().auc()))
            .orElseThrow();
    boolean bad = attempts.stream().anyMatch(a -> a.refutes() || a.attack().auc().low() > BAD_AUC);
    boolean suspicious =
        attempts.stream()
            .anyMatch(a -> a.leaks() || a.isLarge() && a.attack().roc().auc() > BAD_AUC);
    String sentence =
        "The strongest of %d membership attacks (\"%s\" on %s) reaches an AUC of %s (95 %%: %s to %s)%s."
            .formatted(
                attempts.size(),
                strongest.attack().name(),
                unit(strongest.attack()),
                Cells.number(strongest.attack().roc().auc()),
                Cells.number(strongest.attack().auc().low()),
                Cells.number(strongest.attack().auc().high()),
                refuted ? "; the model's claim is refuted" : "");
    return new Finding(
        Question.SAFE.text(),
        set.name(),
        bad ? Light.RED : suspicious ? Light.AMBER : Light.GREEN,
        sentence,
        "Good if no attack is surely better than guessing (AUC 0.5) nor, with %d candidates or more, exceeds an AUC of %s; bad if one surely exceeds that, or what epsilon allows. Attacks that fail prove nothing; epsilon does."
            .formatted(MANY, BAD_AUC));
  }
}
