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
import io.github.veil.evaluate.report.Plots;
import io.github.veil.evaluate.report.ReportTable;
import io.github.veil.evaluate.report.Section;
import io.github.veil.privacy.PrivacyUnit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Is it safe enough? What attackers find out, beside what the models promise. */
final class AttackStudy {

  private static final double GOOD_SHARE = 0.6;
  private static final double FAIR_SHARE = 0.75;
  private static final double GOOD_EPSILON = 3;
  private static final double FAIR_EPSILON = 10;
  private static final double SUSPICIOUS = 0.01;

  private static final String TPR_NOTE =
      "The interval of an AUC is over patients (Student's t), also where patches are attacked; those"
          + " of true positive rates (TPR, at a limited false positive rate, FPR) take patches as"
          + " independent, and are left blank where there are too few others to allow a single"
          + " false alarm.";

  private final PreparedSets sets;
  private final List<SyntheticSet> inputs;
  private final long seed;
  private final Progress progress;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Block> documents = new ArrayList<>();

  AttackStudy(PreparedSets sets, List<SyntheticSet> inputs, long seed, Progress progress) {
    this.sets = sets;
    this.inputs = inputs;
    this.seed = seed;
    this.progress = progress;
  }

  Chapter run() throws IOException {
    ReportTable membership = MembershipStudy.emptyTable();
    ReportTable claims =
        ReportTable.of(
            "What the models guarantee",
            "Set",
            "Protected unit",
            "Epsilon",
            "Delta",
            "Epsilon for a patient");
    ReportTable verdicts = MembershipStudy.emptyVerdicts();
    ReportTable neighbours = emptyNeighbours();
    ReportTable clusters = emptyClusters();
    ReidentificationStudy tracing = new ReidentificationStudy(sets);
    List<Plots.Series> curves = new ArrayList<>();
    curves.add(new Plots.Series("guessing", new double[] {0, 1}, new double[] {0, 1}));
    for (int i = 0; i < inputs.size(); i++) {
      ImageSet set = sets.synthetic().get(i);
      Optional<ModelClaim> claim = claim(inputs.get(i));
      MembershipStudy study = new MembershipStudy(sets, set, inputs.get(i).model(), claim);
      study.run(progress);
      membership = study.rows(membership);
      verdicts = study.verdicts(verdicts);
      curves.addAll(study.curves());
      claims = claimRow(claims, set, claim);
      findings.add(promise(set, claim));
      findings.add(study.finding());
      neighbours = neighbourRow(neighbours, set);
      clusters = clusterRow(clusters, set);
      tracing.trace(set);
    }
    findings.addAll(tracing.findings());
    List<Block> blocks =
        new ArrayList<>(
            List.of(
                new Block.Table(claims),
                new Block.Table(membership),
                new Block.Text(TPR_NOTE),
                new Block.Table(verdicts),
                roc(curves)));
    if (sets.train().patients() == null || sets.heldOut().patients() == null) {
      blocks.add(
          new Block.Text(
              "The patients of the patches are not known, so patches count as independent; the"
                  + " intervals are too narrow if patients gave several."));
    }
    blocks.add(new Block.Table(neighbours));
    blocks.add(new Block.Table(clusters));
    tracing.table().ifPresent(blocks::add);
    blocks.addAll(documents);
    String lead =
        "An attacker holds real images and the synthetic set, and asks which images were trained"
            + " on. Attacks give lower bounds on what leaks: only a guarantee gives an upper one.";
    return new Chapter(new Section("Safe enough?", lead, blocks), findings);
  }

  private Optional<ModelClaim> claim(SyntheticSet set) throws IOException {
    if (set.model().isEmpty()) {
      return Optional.empty();
    }
    ModelClaim claim = ModelClaim.read(set.model().get());
    documents.add(
        new Block.Document(
            "Privacy statement of the model of \"%s\"".formatted(set.name()), claim.statement()));
    return Optional.of(claim);
  }

  private static ReportTable claimRow(ReportTable table, ImageSet set, Optional<ModelClaim> claim) {
    Optional<ModelClaim> kept = claim.filter(ModelClaim::guaranteed);
    return table.with(
        set.name(),
        claim.isEmpty()
            ? "unknown: no model given"
            : kept.map(c -> c.unit().description()).orElse("nobody"),
        kept.map(ModelClaim::epsilon).orElse(null),
        kept.map(ModelClaim::delta).orElse(null),
        kept.map(ModelClaim::patientEpsilon).filter(Double::isFinite).orElse(null));
  }

  private static Finding promise(ImageSet set, Optional<ModelClaim> claim) {
    String rule =
        "Good up to an epsilon of %s for a patient; to be looked at up to %s, or if smaller units only are protected; bad without any guarantee."
            .formatted(Cells.number(GOOD_EPSILON), Cells.number(FAIR_EPSILON));
    if (claim.isEmpty()) {
      return new Finding(
          Question.SAFE.text(),
          set.name(),
          Light.GREY,
          "No model was given, so it is not known what it guarantees.",
          rule);
    }
    ModelClaim c = claim.get();
    Light light = Light.atMost(c.patientEpsilon(), GOOD_EPSILON, FAIR_EPSILON);
    String sentence;
    if (!c.guaranteed()) {
      sentence = "The model guarantees nothing.";
    } else {
      light = light == Light.RED && c.unit() != PrivacyUnit.PATIENT ? Light.AMBER : light;
      sentence =
          "The model guarantees epsilon %s at delta %s for %s; for a patient %s."
              .formatted(
                  Cells.number(c.epsilon()),
                  Cells.number(c.delta()),
                  c.unit().description(),
                  Double.isInfinite(c.patientEpsilon())
                      ? "nothing"
                      : "epsilon " + Cells.number(c.patientEpsilon()));
    }
    return new Finding(Question.SAFE.text(), set.name(), light, sentence, rule);
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
