/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.privacy;

import io.github.veil.core.Require;
import java.util.List;

/**
 * What a training knows about itself, for {@link PrivacyStatement#of}.
 *
 * @param model name of the model or run
 * @param privateTraining false for the variant without clipping and noise: no guarantee at all
 * @param unit the privacy unit
 * @param units number of units in the data set
 * @param patchesPerPatient the enforced largest number of units that one patient contributes; 1 for
 *     the unit patient
 * @param delta the target delta
 * @param clipNorm C
 * @param expectedBatchSize the public normaliser
 * @param history every step ever charged to these data, from the ledger
 * @param secureRandomness {@code RandomSource.isSecure()} of the noise and the sampling
 * @param claimedBy "RDP" or "PLD": which accountant's epsilon is claimed
 * @param ledgerHead hash of the ledger's last line, or "" without a ledger
 * @param ledgerLines number of the ledger's lines
 * @param alsoNotCovered further full sentences for the list of what is not covered
 * @param noisedNetworks the networks that see real images and whose gradients get the noise, for
 *     instance {@value #CRITIC}
 * @param alsoCounted full sentences about releases beside the noised gradients that the history
 *     holds
 */
public record StatementInput(
    String model,
    boolean privateTraining,
    PrivacyUnit unit,
    long units,
    long patchesPerPatient,
    double delta,
    double clipNorm,
    double expectedBatchSize,
    List<AccountedSteps> history,
    boolean secureRandomness,
    String claimedBy,
    String ledgerHead,
    long ledgerLines,
    List<String> alsoNotCovered,
    String noisedNetworks,
    List<String> alsoCounted) {

  /** Of a GAN, only the critic sees real images. */
  public static final String CRITIC = "the critic";

  /** Without other releases. */
  public StatementInput(
      String model,
      boolean privateTraining,
      PrivacyUnit unit,
      long units,
      long patchesPerPatient,
      double delta,
      double clipNorm,
      double expectedBatchSize,
      List<AccountedSteps> history,
      boolean secureRandomness,
      String claimedBy,
      String ledgerHead,
      long ledgerLines,
      List<String> alsoNotCovered,
      String noisedNetworks) {
    this(
        model,
        privateTraining,
        unit,
        units,
        patchesPerPatient,
        delta,
        clipNorm,
        expectedBatchSize,
        history,
        secureRandomness,
        claimedBy,
        ledgerHead,
        ledgerLines,
        alsoNotCovered,
        noisedNetworks,
        List.of());
  }

  public StatementInput {
    history = List.copyOf(history);
    alsoNotCovered = List.copyOf(alsoNotCovered);
    alsoCounted = List.copyOf(alsoCounted);
    Require.that(unit != null, "A statement needs a privacy unit.");
    Require.atLeast(units, 1, "The number of privacy units");
    Require.atLeast(patchesPerPatient, 1, "The number of units of one patient");
    Require.that(
        unit != PrivacyUnit.PATIENT || patchesPerPatient == 1,
        "A patient is one unit of the privacy unit patient, not %d.",
        patchesPerPatient);
    Require.that(
        claimedBy.equals("RDP") || claimedBy.equals("PLD"),
        "The claiming accountant must be RDP or PLD, but is \"%s\".",
        claimedBy);
    if (privateTraining) {
      Require.that(delta > 0 && delta < 1, "Delta must lie between 0 and 1, but is %s.", delta);
      Require.positive(clipNorm, "The clip norm");
      Require.positive(expectedBatchSize, "The expected batch size");
    }
  }
}
