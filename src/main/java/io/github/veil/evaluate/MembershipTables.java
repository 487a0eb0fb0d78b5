/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import io.github.veil.evaluate.MembershipStudy.Attempt;
import io.github.veil.evaluate.attack.MembershipAttack;
import io.github.veil.evaluate.attack.MembershipAttack.Rate;
import io.github.veil.evaluate.attack.PrivacyVerdict;
import io.github.veil.evaluate.report.Block;
import io.github.veil.evaluate.report.Plots;
import io.github.veil.evaluate.report.ReportTable;
import io.github.veil.privacy.PrivacyUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The membership attacks on all sets as tables and curves. */
final class MembershipTables {

  private static final String TPR_NOTE =
      "The interval of an AUC is over patients (Student's t), also where patches are attacked; those"
          + " of true positive rates (TPR, at a limited false positive rate, FPR) take patches as"
          + " independent, and are left blank where there are too few others to allow a single"
          + " false alarm.";

  private ReportTable areas =
      ReportTable.of(
          "Membership attacks",
          "Set",
          "Attack",
          "Candidates",
          "Members",
          "Others",
          "AUC",
          "AUC, 95 % from",
          "AUC, 95 % to");

  private ReportTable rates =
      ReportTable.of(
          "Membership attacks with few false alarms",
          "Set",
          "Attack",
          "Candidates",
          "TPR at 1 % FPR",
          "TPR at 1 %, 95 % from",
          "TPR at 1 %, 95 % to",
          "TPR at 0.1 % FPR",
          "TPR at 0.1 %, 95 % from",
          "TPR at 0.1 %, 95 % to");

  private ReportTable verdicts =
      ReportTable.of(
          "Membership attacks against what epsilon allows",
          "Set",
          "Attack",
          "Candidates",
          "AUC",
          "AUC that epsilon allows",
          "TPR at 1 % FPR",
          "TPR that epsilon allows",
          "Verdict");

  private final List<Plots.Series> curves = new ArrayList<>();

  MembershipTables() {
    curves.add(new Plots.Series("guessing", new double[] {0, 1}, new double[] {0, 1}));
  }

  /** Adds the attacks on one set. */
  void add(String set, List<Attempt> attempts) {
    for (Attempt attempt : attempts) {
      MembershipAttack attack = attempt.attack();
      addArea(set, attack);
      addRates(set, attack);
      addVerdict(set, attempt);
      if (attack.unit() == PrivacyUnit.PATCH) {
        addCurve(set, attack);
      }
    }
  }

  /** In the order of the page. */
  List<Block> blocks() {
    return List.of(
        new Block.Table(areas),
        new Block.Table(rates),
        new Block.Text(TPR_NOTE),
        new Block.Table(verdicts),
        roc(curves));
  }

  private void addArea(String set, MembershipAttack a) {
    areas =
        areas.with(
            set,
            a.name(),
            MembershipStudy.unit(a),
            a.roc().members(),
            a.roc().nonMembers(),
            a.roc().auc(),
            a.auc().low(),
            a.auc().high());
  }

  private void addRates(String set, MembershipAttack a) {
    Optional<Rate> percent = Optional.of(a.tprAtPercent()).filter(Rate::resolved);
    Optional<Rate> tenth = Optional.of(a.tprAtTenthPercent()).filter(Rate::resolved);
    rates =
        rates.with(
            set,
            a.name(),
            MembershipStudy.unit(a),
            percent.map(Rate::tpr).orElse(null),
            percent.map(rate -> rate.interval().low()).orElse(null),
            percent.map(rate -> rate.interval().high()).orElse(null),
            tenth.map(Rate::tpr).orElse(null),
            tenth.map(rate -> rate.interval().low()).orElse(null),
            tenth.map(rate -> rate.interval().high()).orElse(null));
  }

  private void addVerdict(String set, Attempt attempt) {
    MembershipAttack a = attempt.attack();
    verdicts =
        verdicts.with(
            set,
            a.name(),
            MembershipStudy.unit(a),
            a.roc().auc(),
            attempt.verdict().map(PrivacyVerdict::aucBound).orElse(null),
            a.tprAtPercent().resolved() ? a.tprAtPercent().tpr() : null,
            attempt.verdict().map(PrivacyVerdict::tprBound).orElse(null),
            words(attempt));
  }

  private void addCurve(String set, MembershipAttack a) {
    List<double[]> points =
        a.roc().points().stream()
            .map(
                p ->
                    new double[] {
                      (double) p.falsePositives() / a.roc().nonMembers(),
                      (double) p.truePositives() / a.roc().members()
                    })
            .toList();
    curves.add(Plots.Series.of(set + ": " + a.name(), points));
  }

  private static String words(Attempt attempt) {
    if (attempt.refutes()) {
      return "the claim is refuted";
    }
    if (attempt.leaks()) {
      return attempt.verdict().isEmpty() ? "leak" : "leak, no larger than the claim allows";
    }
    return attempt.attack().roc().auc() > MembershipStudy.BAD_AUC
        ? "not sure: too few patients"
        : "no leak found";
  }

  private static Block roc(List<Plots.Series> curves) {
    return new Block.Picture(
        "roc",
        "ROC curves of the attacks on single patches: the further above the diagonal, the more is"
            + " given away.",
        Plots.png(
            Plots.lines("Membership attacks", "false positive rate", "true positive rate", curves)),
        false);
  }
}
