/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.phantom;

/**
 * Tissues of the spine; the ordinal is the value in the tissue label volume.
 *
 * <p>Cord, muscle, fluid and bone as in {@link Tissue}. Vertebral marrow and fat have the T1 of de
 * Bazelaire et al., Radiology 230 (2004) 652-659, and a longer T2, because trains of refocusing
 * pulses brighten fat (Henkelman et al., J Magn Reson Imaging 4 (1994) 533-540). Discs: T2 of a
 * healthy nucleus about 110 ms and of the annulus about 40 ms after Perry et al., AJNR 27 (2006)
 * 337-342. Flowing blood leaves no signal.
 */
public enum SpineTissue {
  AIR(Tissue.AIR),
  MUSCLE(Tissue.MUSCLE),
  FAT(new Relaxation(0.85, 382, 110, 20), new Relaxation(0.85, 343, 105, 28)),
  /** Ligaments, dura and tendons. */
  LIGAMENT(new Relaxation(0.3, 900, 20, 6), new Relaxation(0.3, 700, 20, 6)),
  /** Compact bone: end plates and the shells of bodies and processes. */
  CORTEX(Tissue.BONE),
  MARROW(new Relaxation(0.60, 586, 75, 12), new Relaxation(0.60, 549, 72, 18)),
  ANNULUS(new Relaxation(0.5, 900, 40, 15), new Relaxation(0.5, 750, 42, 18)),
  NUCLEUS(new Relaxation(0.9, 1500, 110, 60), new Relaxation(0.9, 1200, 112, 70)),
  CORD(Tissue.WHITE_MATTER),
  FLUID(Tissue.CSF),
  /** Aorta and caval vein, with the void that flowing blood leaves. */
  VESSEL(new Relaxation(0.06, 1932, 275, 60), new Relaxation(0.06, 1441, 290, 150));

  private final Relaxation at3T;
  private final Relaxation at1p5T;

  SpineTissue(Relaxation at3T, Relaxation at1p5T) {
    this.at3T = at3T;
    this.at1p5T = at1p5T;
  }

  SpineTissue(Tissue same) {
    this(same.at(3), same.at(1.5));
  }

  /**
   * Properties at the field strength nearest to {@code tesla} of 1.5 and 3.
   *
   * @param tesla field strength
   */
  public Relaxation at(double tesla) {
    return tesla < 2.25 ? at1p5T : at3T;
  }
}
