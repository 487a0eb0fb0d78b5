/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.privacy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a trained model guarantees, as {@code privacy.json} ({@code docs/privacy-schema.md}), as
 * plain text, and as a self-contained page for a data-protection officer. A non-private training
 * states that there is no guarantee; a seeded one that it voids its own.
 *
 * @param input what the training said
 * @param epsilonRdp epsilon by RDP at the delta of the input; infinite without private training
 * @param order the Rényi order that gives it
 * @param epsilonPld epsilon by PLD
 * @param patient the guarantee that it implies for a patient, at the same delta
 */
public record PrivacyStatement(
    StatementInput input,
    double epsilonRdp,
    double order,
    double epsilonPld,
    GroupPrivacy.Implied patient) {

  /** Version of the schema of {@link #toJson}. */
  public static final int SCHEMA = 1;

  /** Computes all numbers; takes about a second. */
  public static PrivacyStatement of(StatementInput input) {
    if (!input.privateTraining()) {
      double none = Double.POSITIVE_INFINITY;
      return new PrivacyStatement(
          input, none, Double.NaN, none, new GroupPrivacy.Implied(none, true));
    }
    RdpAccountant rdp = new RdpAccountant();
    RdpAccountant.Best best = rdp.best(input.history(), input.delta());
    PldAccountant pld = new PldAccountant();
    Accountant claiming = input.claimedBy().equals("PLD") ? pld : rdp;
    return new PrivacyStatement(
        input,
        best.epsilon(),
        best.order(),
        pld.epsilon(input.history(), input.delta()),
        GroupPrivacy.implied(claiming, input.history(), input.patchesPerPatient(), input.delta()));
  }

  /** The epsilon that is claimed; infinite when nothing is. */
  public double claimedEpsilon() {
    return input.claimedBy().equals("PLD") ? epsilonPld : epsilonRdp;
  }

  /** Whether anything is guaranteed: trained privately, with secret randomness, and not vacuous. */
  public boolean guaranteed() {
    return input.privateTraining()
        && input.secureRandomness()
        && claimedEpsilon() <= GroupPrivacy.VACUOUS;
  }

  /** "guarantee", or why there is none. */
  public String status() {
    if (!input.privateTraining()) {
      return "NOT PRIVATE: trained without differential privacy; no guarantee at all";
    }
    if (!input.secureRandomness()) {
      return "SEEDED: for reproducibility, NOT private; whoever knows the seed can remove the noise";
    }
    return guaranteed() ? "guarantee" : "VACUOUS: epsilon is so large that it means nothing";
  }

  /** What an attacker can reach at most under the claimed epsilon. */
  public AttackBound attack() {
    return new AttackBound(claimedEpsilon(), input.privateTraining() ? input.delta() : 1);
  }

  /** The contents of {@code privacy.json}. */
  public String toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schema", SCHEMA);
    json.put("model", input.model());
    json.put("private", guaranteed());
    json.put("status", status());
    json.put("epsilon", guaranteed() ? claimedEpsilon() : null);
    json.put("epsilon_rdp", epsilonRdp);
    json.put("rdp_order", order);
    json.put("epsilon_pld", epsilonPld);
    json.put("claimed_by", input.claimedBy());
    json.put("delta", input.privateTraining() ? input.delta() : null);
    json.put("unit", input.unit().name().toLowerCase(Locale.ROOT));
    json.put("units", input.units());
    json.put("units_per_patient_at_most", input.patchesPerPatient());
    json.put("relation", "add or remove one unit");
    boolean none = !guaranteed() || patient.vacuous();
    json.put("patient_epsilon", none ? null : patient.epsilon());
    json.put(
        "mechanism",
        "DP-SGD: Poisson-subsampled Gaussian on clipped gradients of " + input.noisedNetworks());
    json.put("clip_norm", input.privateTraining() ? input.clipNorm() : null);
    json.put("expected_batch_size", input.privateTraining() ? input.expectedBatchSize() : null);
    json.put("steps", input.history().stream().map(PrivacyStatement::json).toList());
    json.put("also_counted", input.alsoCounted());
    json.put("randomness", input.secureRandomness() ? "secure" : "seeded");
    json.put("attack", attackJson());
    json.put("ledger_head", input.ledgerHead());
    json.put("ledger_lines", input.ledgerLines());
    json.put("not_covered", notCovered());
    return JsonText.of(json);
  }

  /** The statement in plain words. */
  public String toText() {
    return StatementPage.text(this);
  }

  /** The statement as one HTML page that needs no other file. */
  public String toHtml() {
    return StatementPage.html(this);
  }

  /** Full sentences, one for each thing that the guarantee does not cover. */
  public List<String> notCovered() {
    List<String> list = new ArrayList<>(StatementTexts.NOT_COVERED);
    list.addAll(input.alsoNotCovered());
    return List.copyOf(list);
  }

  private Map<String, Object> attackJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("posterior_from_even_odds_at_most", guaranteed() ? attack().posterior() : 1.0);
    json.put("advantage_at_most", guaranteed() ? attack().advantage() : 1.0);
    json.put("hit_rate_at_1_percent_false_alarms", guaranteed() ? attack().hitRate(0.01) : 1.0);
    return json;
  }

  private static Map<String, Object> json(AccountedSteps s) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("sampling_rate", s.samplingRate());
    json.put("noise_multiplier", s.noiseMultiplier());
    json.put("steps", s.steps());
    return json;
  }
}
