/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.phantom;

import io.github.veil.core.Require;

/**
 * How one modality is acquired.
 *
 * @param kind which signal equation applies
 * @param tr repetition time, ms, greater than 0
 * @param te echo time, ms, greater than 0
 * @param flipDegrees excitation angle, 0 to 180 degrees
 * @param fatFactor share of the fat signal that is left after fat suppression or opposed phase, 0
 *     to 1
 */
public record Sequence(Kind kind, double tr, double te, double flipDegrees, double fatFactor) {

  /** Signal equation. */
  public enum Kind {
    SPIN_ECHO,
    SPOILED_GRADIENT_ECHO,
    TIME_OF_FLIGHT
  }

  public Sequence {
    Require.positive(tr, "The repetition time in ms");
    Require.positive(te, "The echo time in ms");
    Require.within(flipDegrees, 0, 180, "The flip angle in degrees");
    Require.within(fatFactor, 0, 1, "The share of fat signal left");
  }

  /** Signal of a static tissue at {@code tesla}, relative to fully relaxed water. */
  public double signal(Tissue tissue, double tesla) {
    double left = tissue == Tissue.FAT || tissue == Tissue.MARROW ? fatFactor : 1;
    double transferred = kind == Kind.TIME_OF_FLIGHT ? tissue.magnetizationTransfer() : 1;
    return left * (transferred * signal(tissue.at(tesla)));
  }

  /** Signal of static spins, relative to fully relaxed water, by the signal equation alone. */
  double signal(Relaxation relaxation) {
    return kind == Kind.SPIN_ECHO
        ? SignalEquations.spinEcho(relaxation, tr, te)
        : SignalEquations.spoiledGradientEcho(relaxation, tr, te, flipDegrees);
  }

  /**
   * Signal of arterial blood. In a spin echo the blood has left the slice between the two pulses: a
   * flow void, of which 12 % are left by slow flow at the wall.
   *
   * @param transitMs time since the blood entered the slab, ms
   */
  public double bloodSignal(double tesla, double transitMs) {
    Relaxation blood = Tissue.VESSEL.at(tesla);
    return switch (kind) {
      case SPIN_ECHO -> 0.12 * SignalEquations.spinEcho(blood, tr, te);
      case SPOILED_GRADIENT_ECHO ->
          SignalEquations.inflow(blood, tr, te, flipDegrees, 12 + transitMs / tr);
      case TIME_OF_FLIGHT ->
          Tissue.VESSEL.magnetizationTransfer()
              * SignalEquations.inflow(blood, tr, te, flipDegrees, transitMs / tr);
    };
  }
}
