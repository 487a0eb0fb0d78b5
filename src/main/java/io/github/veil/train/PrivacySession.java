/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.core.Require;
import io.github.veil.privacy.AccountedSteps;
import io.github.veil.privacy.Ledger;
import io.github.veil.privacy.LedgerScope;
import io.github.veil.privacy.Reservation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Charges noised steps to the ledger before they are taken. Steps are charged in blocks that end
 * with a checkpoint: a block is on the disk before the first of its steps adds noise, so whatever
 * becomes of the process, nothing was released that was not charged.
 */
public final class PrivacySession implements AutoCloseable {

  private final PrivacyPlan plan;
  private final Ledger ledger;
  private final String run;
  private final String noiseTag;
  private final double clipNorm;
  private long charged;
  private double chargedEpsilon;

  /**
   * @param ledger opened for this data; closed with the session
   * @param start names the run and its noise
   */
  PrivacySession(PrivacyPlan plan, Ledger ledger, TrainingState start, double clipNorm) {
    this.plan = plan;
    this.ledger = ledger;
    this.run = start.run();
    this.noiseTag = Reservation.noiseTag(start.random());
    this.clipNorm = clipNorm;
  }

  /**
   * Opens the ledger of the data and plans what this run may do on top of what it holds.
   *
   * @param file the ledger; made if it does not exist
   * @param data fingerprint of the private data
   * @param units number of protected units
   * @param start names the run and its noise
   * @param planner makes the plan from the steps that other runs took on these data
   * @throws IOException if the ledger cannot be read or belongs to other data
   */
  public static PrivacySession open(
      Path file,
      PrivacySettings settings,
      String data,
      int units,
      TrainingState start,
      Function<List<AccountedSteps>, PrivacyPlan> planner)
      throws IOException {
    Require.that(file != null, "Choose the file of the privacy ledger.");
    double delta = PrivacyPlan.delta(settings, units);
    Ledger ledger = Ledger.open(file, new LedgerScope(data, settings.unit(), units, delta));
    try {
      PrivacyPlan plan = planner.apply(ledger.historyOfOthers(start.run()));
      return new PrivacySession(plan, ledger, start, settings.clipNorm());
    } catch (RuntimeException e) {
      ledger.close();
      throw e;
    }
  }

  /** What the run does and costs. */
  public PrivacyPlan plan() {
    return plan;
  }

  /** Whether the budget allows a step after {@code taken} steps. */
  public boolean allows(long taken) {
    return taken < plan.allowedSteps();
  }

  /** Makes sure that the 0-based step {@code step} is charged, with the rest of its block. */
  public void charge(long step, long block) throws IOException {
    if (step < charged) {
      return;
    }
    long end = Math.min(plan.allowedSteps(), (step / block + 1) * block);
    ledger.reserve(
        new Reservation(
            run, noiseTag, step + 1, end, plan.rate(), plan.noiseMultiplier(), clipNorm));
    charged = end;
    chargedEpsilon = plan.epsilonAfter(end);
  }

  /**
   * Charges a count in which every unit takes part, as the first thing that the run does.
   *
   * @param sensitivity L2 norm of what one unit adds to the count
   */
  void chargeCount(AccountedSteps cost, double sensitivity) throws IOException {
    ledger.reserve(
        new Reservation(
            run,
            noiseTag,
            1,
            cost.steps(),
            cost.samplingRate(),
            cost.noiseMultiplier(),
            sensitivity));
  }

  /** Epsilon of all that is charged so far, steps of the present block included. */
  public double chargedEpsilon() {
    return chargedEpsilon;
  }

  /** Releases what was charged beyond the {@code taken} steps of a run that ended early. */
  public void settle(long taken) throws IOException {
    if (taken < charged) {
      ledger.settle(run, taken);
      charged = taken;
      chargedEpsilon = plan.epsilonAfter(taken);
    }
  }

  /** All that the ledger holds now: what earlier models did, and this run. */
  public List<AccountedSteps> history() {
    return ledger.history();
  }

  /** Hash of the ledger's last line, which a statement quotes. */
  public String ledgerHead() {
    return ledger.head();
  }

  /** Number of the ledger's lines. */
  public long ledgerLines() {
    return ledger.lines();
  }

  @Override
  public void close() throws IOException {
    ledger.close();
  }
}
