/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import io.github.veil.evaluate.report.Block;
import io.github.veil.evaluate.report.Cells;
import io.github.veil.evaluate.report.Finding;
import io.github.veil.evaluate.report.Light;
import io.github.veil.evaluate.report.ReportTable;
import io.github.veil.privacy.PrivacyUnit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the models of synthetic sets guarantee, by their own privacy statements. */
final class ClaimStudy {

  private static final double GOOD_EPSILON = 3;
  private static final double FAIR_EPSILON = 10;

  private final List<Finding> findings = new ArrayList<>();
  private final List<Block> documents = new ArrayList<>();
  private ReportTable table =
      ReportTable.of(
          "What the models guarantee",
          "Set",
          "Protected unit",
          "Epsilon",
          "Delta",
          "Epsilon for a patient");

  /**
   * Reads and judges the statement of a set's model.
   *
   * @return empty if the set has no model
   */
  Optional<ModelClaim> read(SyntheticSet set) throws IOException {
    Optional<ModelClaim> claim = Optional.empty();
    if (set.model().isPresent()) {
      claim = Optional.of(ModelClaim.read(set.model().get()));
      documents.add(
          new Block.Document(
              "Privacy statement of the model of \"%s\"".formatted(set.name()),
              claim.get().statement()));
    }
    addRow(set.name(), claim);
    findings.add(promise(set.name(), claim));
    return claim;
  }

  Block table() {
    return new Block.Table(table);
  }

  List<Finding> findings() {
    return findings;
  }

  /** The statements as they stand. */
  List<Block> documents() {
    return documents;
  }

  private void addRow(String set, Optional<ModelClaim> claim) {
    Optional<ModelClaim> kept = claim.filter(ModelClaim::guaranteed);
    table =
        table.with(
            set,
            claim.isEmpty()
                ? "unknown: no model given"
                : kept.map(c -> c.unit().description()).orElse("nobody"),
            kept.map(ModelClaim::epsilon).orElse(null),
            kept.map(ModelClaim::delta).orElse(null),
            kept.map(ModelClaim::patientEpsilon).filter(Double::isFinite).orElse(null));
  }

  private static Finding promise(String set, Optional<ModelClaim> claim) {
    String rule =
        "Good up to an epsilon of %s for a patient; to be looked at up to %s, or if smaller units only are protected; bad without any guarantee."
            .formatted(Cells.number(GOOD_EPSILON), Cells.number(FAIR_EPSILON));
    if (claim.isEmpty()) {
      return new Finding(
          Question.SAFE.text(),
          set,
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
    return new Finding(Question.SAFE.text(), set, light, sentence, rule);
  }
}
