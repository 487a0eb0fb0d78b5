/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrivacyStatementTest {

  private static final AccountedSteps STEPS = new AccountedSteps(0.01, 1, 1000);

  @Test
  void toJson_privateRun_statesEveryNumber() throws Exception {
    PrivacyStatement s = PrivacyStatement.of(input(true, true, PrivacyUnit.PATIENT, 1));
    JsonNode json = new ObjectMapper().readTree(s.toJson());
    assertTrue(json.get("private").asBoolean());
    assertEquals("guarantee", json.get("status").asText());
    assertEquals(s.epsilonPld(), json.get("epsilon").asDouble());
    assertEquals(2.1013652716, json.get("epsilon_rdp").asDouble(), 1e-6);
    assertEquals(1.828, json.get("epsilon_pld").asDouble(), 1e-3);
    assertEquals(s.epsilonPld(), json.get("patient_epsilon").asDouble());
    assertEquals("patient", json.get("unit").asText());
    assertEquals(1000, json.get("steps").get(0).get("steps").asLong());
    assertEquals(10, json.get("not_covered").size());
    assertEquals("a \"quoted\" <name>", json.get("model").asText());
  }

  @Test
  void toText_privateRun_readsAsPlainWords() {
    String text = PrivacyStatement.of(input(true, true, PrivacyUnit.PATCH, 1000)).toText();
    for (String part :
        List.of(
            "What is guaranteed, for whom, against whom",
            "fifty-fifty",
            "What is not covered",
            "Implied guarantee for a patient: none.",
            "1000 steps",
            "AES-256",
            "Metadata")) {
      assertTrue(text.replaceAll("\\s+", " ").contains(part), part + " is missing in\n" + text);
    }
    assertTrue(text.lines().allMatch(line -> line.length() <= 90), text);
  }

  @Test
  void patchUnitWithoutPatientGuarantee_warnsInTheFirstSentenceAndInAmber() {
    PrivacyStatement patch = PrivacyStatement.of(input(true, true, PrivacyUnit.PATCH, 1000));
    String warning = "Patients as a whole are not protected";
    assertTrue(patch.toText().replaceAll("\\s+", " ").contains(warning));
    assertTrue(patch.toHtml().contains("#d90") && !patch.toHtml().contains("#2a7"));
    PrivacyStatement patient = PrivacyStatement.of(input(true, true, PrivacyUnit.PATIENT, 1));
    assertFalse(patient.toText().replaceAll("\\s+", " ").contains(warning));
    assertTrue(patient.toHtml().contains("#2a7"));
  }

  @Test
  void number_shortDecimals_arePrintedAsTheyWereEntered() {
    assertEquals("0.00001", StatementPage.number(1e-5));
    assertEquals("0.000008334", StatementPage.number(1.0 / 120_000));
    assertEquals("10", StatementPage.number(9.9998658));
    assertEquals("22030", StatementPage.number(Math.exp(9.9998658)));
    assertEquals("1E-9", StatementPage.number(1e-9));
  }

  @Test
  void seededRun_isMarkedNotPrivate() throws Exception {
    PrivacyStatement s = PrivacyStatement.of(input(true, false, PrivacyUnit.PATIENT, 1));
    assertFalse(s.guaranteed());
    assertTrue(s.toText().contains("SEEDED: for reproducibility, NOT private"));
    JsonNode json = new ObjectMapper().readTree(s.toJson());
    assertTrue(json.get("epsilon").isNull() && json.get("patient_epsilon").isNull());
    assertFalse(json.get("private").asBoolean());
  }

  @Test
  void nonPrivateRun_saysNoGuaranteeAtAll() throws Exception {
    PrivacyStatement s = PrivacyStatement.of(input(false, true, PrivacyUnit.PATCH, 5));
    assertTrue(s.toText().contains("no guarantee at all"));
    JsonNode json = new ObjectMapper().readTree(s.toJson());
    assertTrue(json.get("epsilon_rdp").isNull() && json.get("delta").isNull());
    assertEquals(1, json.get("attack").get("advantage_at_most").asDouble());
  }

  @Test
  void toHtml_isOneEscapedPage() {
    String html = PrivacyStatement.of(input(true, true, PrivacyUnit.PATIENT, 1)).toHtml();
    assertTrue(html.startsWith("<!DOCTYPE html>") && html.endsWith("</html>\n"));
    assertTrue(html.contains("&lt;name&gt;") && !html.contains("<name>"));
    assertFalse(html.contains("http"));
  }

  @Test
  void attackBound_knownValues() {
    AttackBound bound = new AttackBound(Math.log(3), 0);
    assertEquals(0.75, bound.posterior(), 1e-15);
    assertEquals(0.5, bound.advantage(), 1e-15);
    assertEquals(0.03, bound.hitRate(0.01), 1e-15);
    assertEquals(1 - 0.5 / 3, bound.hitRate(0.5), 1e-15);
    assertEquals(1, new AttackBound(Double.POSITIVE_INFINITY, 0).advantage());
  }

  @Test
  void number_isRoundedUp() {
    assertEquals("1.829", StatementPage.number(1.8282001));
    assertEquals("0", StatementPage.number(0));
  }

  @Test
  void groupPrivacy_ofOne_isTheUnitGuarantee_andGrows() {
    RdpAccountant rdp = new RdpAccountant();
    double one = GroupPrivacy.implied(rdp, List.of(STEPS), 1, 1e-5).epsilon();
    assertEquals(rdp.epsilon(List.of(STEPS), 1e-5), one);
    double two = GroupPrivacy.implied(rdp, List.of(STEPS), 2, 1e-5).epsilon();
    double three = GroupPrivacy.implied(rdp, List.of(STEPS), 3, 1e-5).epsilon();
    assertTrue(one < two && two < three);
    assertTrue(GroupPrivacy.implied(rdp, List.of(STEPS), 1000, 1e-5).vacuous());
  }

  private static StatementInput input(
      boolean privateTraining, boolean secure, PrivacyUnit unit, long perPatient) {
    return new StatementInput(
        "a \"quoted\" <name>",
        privateTraining,
        unit,
        41_000,
        perPatient,
        1e-5,
        1,
        32,
        List.of(STEPS),
        secure,
        "PLD",
        "abc",
        7,
        List.of("One more thing is not covered."),
        StatementInput.CRITIC);
  }
}
