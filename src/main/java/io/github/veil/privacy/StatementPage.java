/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.privacy;

import io.github.veil.core.Html;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lays a statement out as text and as HTML: the same sections in the same words. */
final class StatementPage {

  private record Section(String title, List<String> sentences, boolean bullets) {}

  private static final int WIDTH = 88;

  private StatementPage() {}

  static String text(PrivacyStatement s) {
    StringBuilder out = new StringBuilder(title(s)).append("\n");
    out.append("=".repeat(title(s).length())).append("\n");
    for (Section section : sections(s)) {
      out.append("\n").append(section.title()).append("\n");
      out.append("-".repeat(section.title().length())).append("\n");
      for (String sentence : section.sentences()) {
        out.append(wrapped(section.bullets() ? "- " : "", sentence)).append("\n");
      }
    }
    return out.toString();
  }

  static String html(PrivacyStatement s) {
    StringBuilder out = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head>");
    out.append("<meta charset=\"utf-8\"><title>")
        .append(Html.escape(title(s)))
        .append("</title><style>");
    out.append(":root{color-scheme:light dark}");
    out.append("body{font:16px/1.5 sans-serif;max-width:44em;margin:2em auto;padding:0 1em}");
    out.append("h2{font-size:1.1em;margin-bottom:.2em}p{margin:.3em 0}");
    out.append("section:first-of-type{border-left:6px solid ");
    out.append(colour(s)).append(";padding-left:1em}");
    out.append("</style></head><body>\n<h1>").append(Html.escape(title(s))).append("</h1>\n");
    for (Section section : sections(s)) {
      out.append("<section><h2>").append(Html.escape(section.title())).append("</h2>\n");
      String tag = section.bullets() ? "li" : "p";
      out.append(section.bullets() ? "<ul>\n" : "");
      for (String sentence : section.sentences()) {
        out.append("<" + tag + ">").append(Html.escape(sentence)).append("</" + tag + ">\n");
      }
      out.append(section.bullets() ? "</ul>\n" : "").append("</section>\n");
    }
    return out.append("</body></html>\n").toString();
  }

  /** Green: patients are protected. Amber: single units are, patients are not. Red: nobody is. */
  private static String colour(PrivacyStatement s) {
    if (!s.guaranteed()) {
      return "#c33";
    }
    return protectsPatients(s) ? "#2a7" : "#d90";
  }

  private static boolean protectsPatients(PrivacyStatement s) {
    return s.input().unit() == PrivacyUnit.PATIENT || !s.patient().vacuous();
  }

  private static String title(PrivacyStatement s) {
    return "Privacy statement for " + s.input().model();
  }

  private static List<Section> sections(PrivacyStatement s) {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("In one sentence", List.of(summary(s)), false));
    if (s.guaranteed()) {
      sections.add(new Section("What is guaranteed, for whom, against whom", guarantee(s), false));
      sections.add(new Section("How to read the numbers", reading(s), true));
    }
    sections.add(new Section("For one patient", patient(s), false));
    if (s.input().privateTraining()) {
      sections.add(new Section("How it was done", parameters(s), true));
    }
    sections.add(new Section("What is not covered", s.notCovered(), true));
    return sections;
  }

  private static String summary(PrivacyStatement s) {
    if (!s.guaranteed()) {
      return s.status() + ". Treat this model, and what it makes, like the patients' images.";
    }
    String sentence =
        format(
            "Whoever sees this model can become surer or less sure that %s was in the training data"
                + " by a factor of at most %s in the odds (epsilon %s), except with a probability of"
                + " %s (delta).",
            s.input().unit().description(),
            number(Math.exp(s.claimedEpsilon())),
            number(s.claimedEpsilon()),
            number(s.input().delta()));
    return protectsPatients(s)
        ? sentence
        : sentence + " Patients as a whole are not protected: one patient gives many such units.";
  }

  private static List<String> guarantee(PrivacyStatement s) {
    return List.of(
        format(
            "What: differential privacy with epsilon %s and delta %s, claimed by the %s accountant"
                + " (by RDP: %s, by PLD: %s; smaller is more private, both are proven).",
            number(s.claimedEpsilon()),
            number(s.input().delta()),
            s.input().claimedBy(),
            number(s.epsilonRdp()),
            number(s.epsilonPld())),
        format(
            "For whom: %s. The data set has %d such units; the guarantee holds for each, whether it"
                + " is added or removed.",
            s.input().unit().description(), s.input().units()),
        "Against whom: anyone who gets the finished model or any number of images made with it,"
            + " whatever computers they have, and whatever else they know, even all the other"
            + " training images.");
  }

  private static List<String> reading(PrivacyStatement s) {
    AttackBound attack = s.attack();
    return List.of(
        format(
            "An attacker who thinks it is fifty-fifty that %s was used can become at most %s sure.",
            s.input().unit().description(), percent(attack.posterior())),
        format(
            "An attacker who may raise a false alarm in 1 of 100 cases finds at most %s of those who"
                + " were used (1 %% would be guessing); with 1 false alarm in 1000, at most %s.",
            percent(attack.hitRate(0.01)), percent(attack.hitRate(0.001))),
        format(
            "Hits minus false alarms are at most %s (0 %% is perfect privacy, 100 %% none).",
            percent(attack.advantage())),
        "These are upper bounds over all conceivable attacks; real attacks usually do much worse.");
  }

  private static List<String> patient(PrivacyStatement s) {
    if (!s.guaranteed()) {
      return List.of("Guarantee for a patient: none.");
    }
    if (s.input().unit() == PrivacyUnit.PATIENT) {
      return List.of("The unit is the patient: the guarantee above is the patient's.");
    }
    String cap = format("A patient gives up to %d units.", s.input().patchesPerPatient());
    if (s.patient().vacuous()) {
      return List.of(
          cap,
          "Implied guarantee for a patient: none. The guarantee above is for a single unit only; do"
              + " not present it as a protection of patients. Train with the unit patient for that.");
    }
    return List.of(
        cap,
        format(
            "Implied guarantee for a patient: epsilon %s at delta %s.",
            number(s.patient().epsilon()), number(s.input().delta())));
  }

  private static List<String> parameters(PrivacyStatement s) {
    StatementInput in = s.input();
    List<String> list = new ArrayList<>();
    list.add(
        format(
            "Mechanism: DP-SGD on %s, the only part that sees real images. Every step draws each"
                + " unit by its own coin flip (Poisson sampling), limits its influence, and adds"
                + " Gaussian noise.",
            in.noisedNetworks()));
    list.add(format("Clip norm %s, public batch size %s.", in.clipNorm(), in.expectedBatchSize()));
    for (AccountedSteps a : in.history()) {
      list.add(
          format(
              "%d steps with sampling rate %s and noise multiplier %s.",
              a.steps(), a.samplingRate(), a.noiseMultiplier()));
    }
    list.addAll(in.alsoCounted());
    list.add("Neighbouring data sets: one unit added or removed.");
    list.add(
        in.secureRandomness()
            ? "Randomness: cryptographic (AES-256), keyed by the operating system."
            : "Randomness: SEEDED: for reproducibility, NOT private.");
    if (!in.ledgerHead().isEmpty()) {
      list.add(format("Ledger: %d lines, head %s.", in.ledgerLines(), in.ledgerHead()));
    }
    return list;
  }

  /** Four significant digits, rounded up, so that no guarantee is overstated. */
  static String number(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : "infinite";
    }
    BigDecimal rounded =
        BigDecimal.valueOf(value).round(new MathContext(4, RoundingMode.UP)).stripTrailingZeros();
    boolean readable = value > 1e-6 && value < 1e7;
    return readable ? rounded.toPlainString() : rounded.toString();
  }

  private static String percent(double share) {
    return format("%.2f %%", Math.min(100, Math.ceil(share * 1e4) / 100));
  }

  private static String format(String pattern, Object... args) {
    return String.format(Locale.ROOT, pattern, args);
  }

  private static String wrapped(String bullet, String sentence) {
    StringBuilder out = new StringBuilder(bullet);
    int column = bullet.length();
    for (String word : sentence.split(" ")) {
      if (column + word.length() > WIDTH) {
        out.append("\n").append(" ".repeat(bullet.length()));
        column = bullet.length();
      }
      out.append(word).append(' ');
      column += word.length() + 1;
    }
    return out.toString().replaceAll(" +(?=\n|$)", "");
  }
}
