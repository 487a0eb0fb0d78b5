/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import io.github.veil.core.Progress;
import io.github.veil.evaluate.attack.ClusterAttack;
import io.github.veil.evaluate.attack.DistanceSummary;
import io.github.veil.evaluate.attack.NearestDistances;
import io.github.veil.evaluate.report.Block;
import io.github.veil.evaluate.report.Cells;
import io.github.veil.evaluate.report.Finding;
import io.github.veil.evaluate.report.Light;
import io.github.veil.evaluate.report.ReportTable;
import io.github.veil.evaluate.report.Section;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Is it safe enough? What attackers find out, beside what the models promise. */
final class AttackStudy {

  private static final double GOOD_SHARE = 0.6;
  private static final double FAIR_SHARE = 0.75;
  private static final double SUSPICIOUS = 0.01;

  private static final String LEAD =
      "An attacker holds real images and the synthetic set, and asks which images were trained"
          + " on. Attacks give lower bounds on what leaks: only a guarantee gives an upper one.";

  private static final String PATIENTS_UNKNOWN =
      "The patients of the patches are not known, so patches count as independent; the intervals"
          + " are too narrow if patients gave several.";

  private final PreparedSets sets;
  private final List<SyntheticSet> inputs;
  private final long seed;
  private final Progress progress;
  private final List<Finding> findings = new ArrayList<>();

  AttackStudy(PreparedSets sets, List<SyntheticSet> inputs, long seed, Progress progress) {
    this.sets = sets;
    this.inputs = inputs;
    this.seed = seed;
    this.progress = progress;
  }

  Chapter run() throws IOException {
    ClaimStudy claims = new ClaimStudy();
    MembershipTables membership = new MembershipTables();
    ReportTable neighbours = emptyNeighbours();
    ReportTable clusters = emptyClusters();
    ReidentificationStudy tracing = new ReidentificationStudy(sets);
    for (int i = 0; i < inputs.size(); i++) {
      ImageSet set = sets.synthetic().get(i);
      Optional<ModelClaim> claim = claims.read(inputs.get(i));
      MembershipStudy study = new MembershipStudy(sets, set, inputs.get(i).model(), claim);
      study.run(progress);
      membership.add(set.name(), study.attempts());
      findings.add(study.finding());
      neighbours = neighbourRow(neighbours, set);
      clusters = clusterRow(clusters, set);
      tracing.trace(set);
    }
    findings.addAll(0, claims.findings());
    findings.addAll(tracing.findings());
    List<Block> blocks = new ArrayList<>(List.of(claims.table()));
    blocks.addAll(membership.blocks());
    if (sets.train().patients() == null || sets.heldOut().patients() == null) {
      blocks.add(new Block.Text(PATIENTS_UNKNOWN));
    }
    blocks.add(new Block.Table(neighbours));
    blocks.add(new Block.Table(clusters));
    tracing.table().ifPresent(blocks::add);
    blocks.addAll(claims.documents());
    return new Chapter(new Section("Safe enough?", LEAD, blocks), findings);
  }

  private static ReportTable emptyNeighbours() {
    return ReportTable.of(
        "Nearest neighbours in the encoder's space",
        "Set",
        "Exact copies of training images",
        "Median distance to training",
        "5th percentile of distance to training",
        "Median distance to held-out",
        "Median distance ratio to training (NNDR)",
        "Share nearer to training than to held-out");
  }

  private ReportTable neighbourRow(ReportTable table, ImageSet set) {
    NearestDistances train = NearestDistances.of(set.features(), sets.train().features());
    NearestDistances heldOut = NearestDistances.of(set.features(), sets.heldOut().features());
    DistanceSummary distances = DistanceSummary.of(train.nearest());
    double share = train.shareNearerThan(heldOut);
    boolean copied = train.copies() > 0;
    findings.add(
        new Finding(
            Question.SAFE.text(),
            set.name(),
            copied ? Light.RED : Light.atMost(share, GOOD_SHARE, FAIR_SHARE),
            "%s of the images are nearer to a training image than to any held-out one; %d are exact copies of training images."
                .formatted(Cells.percent(share), train.copies()),
            "50 %% is expected without memorising. Good up to %s, to be looked at up to %s; a copy is bad."
                .formatted(Cells.percent(GOOD_SHARE), Cells.percent(FAIR_SHARE))));
    return table.with(
        set.name(),
        train.copies(),
        distances.median(),
        distances.p05(),
        DistanceSummary.of(heldOut.nearest()).median(),
        DistanceSummary.of(train.ratios()).median(),
        share);
  }

  private static ReportTable emptyClusters() {
    return ReportTable.of(
        "Distribution attack: do synthetic images crowd around training images?",
        "Set",
        "Median radius (encoder units)",
        "Synthetic images near a training image",
        "Synthetic images near a held-out image",
        "p-value (permutation)");
  }

  private ReportTable clusterRow(ReportTable table, ImageSet set) {
    List<String> train = sets.train().patients();
    List<String> heldOut = sets.heldOut().patients();
    List<String> patients =
        train == null || heldOut == null
            ? null
            : Stream.concat(train.stream(), heldOut.stream()).toList();
    ClusterAttack attack =
        ClusterAttack.of(
            sets.train().features(),
            sets.heldOut().features(),
            set.features(),
            patients,
            ClusterAttack.EXCHANGES,
            seed);
    findings.add(
        new Finding(
            Question.SAFE.text(),
            set.name(),
            attack.pValue() > SUSPICIOUS ? Light.GREEN : Light.AMBER,
            "Around a training image lie %s synthetic ones on average, around a held-out one %s (p = %s)."
                .formatted(
                    Cells.number(attack.meanTrain()),
                    Cells.number(attack.meanHoldout()),
                    Cells.number(attack.pValue())),
            "To be looked at if p is at most %s.".formatted(SUSPICIOUS)));
    return table.with(
        set.name(),
        attack.medianRadius(),
        attack.meanTrain(),
        attack.meanHoldout(),
        attack.pValue());
  }
}
