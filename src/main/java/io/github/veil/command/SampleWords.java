/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import io.github.veil.phantom.Modality;
import io.github.veil.phantom.PhantomConfig;
import io.github.veil.phantom.ScannerPreset;
import io.github.veil.phantom.SpineConfig;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The words of Open Sample Cohort's dialog.
 *
 * @param anatomy {@link #HEAD} or {@link #SPINE}
 * @param size small, medium or full
 * @param modalities a list such as "TOF, T1", "usual" or "all"
 * @param site A or B
 * @param tissues whether tissue labels are wanted too
 */
record SampleWords(String anatomy, String size, String modalities, String site, boolean tissues) {

  static final String HEAD = "head";
  static final String SPINE = "spine";
  static final String USUAL = "usual";

  private static final int[] MEDIUM_HEAD = {208, 256, 84};

  /** The patients that the words mean. */
  SampleSubjects subjects(long seed, int patients) {
    return switch (anatomy.strip()) {
      case HEAD -> new HeadSamples(head(seed, patients), chosen(), tissues);
      case SPINE -> new SpineSamples(spine(seed, patients), spineModalities(), tissues);
      default ->
          throw new IllegalArgumentException(
              "The anatomy must be head or spine, but is \"" + anatomy + "\".");
    };
  }

  private PhantomConfig head(long seed, int patients) {
    return switch (size.strip()) {
      case "small" -> PhantomConfig.small(seed, patients, scanner());
      case "medium" -> PhantomConfig.covering(seed, patients, MEDIUM_HEAD, scanner());
      case "full" -> PhantomConfig.full(seed, patients, scanner());
      default -> throw unknownSize();
    };
  }

  private SpineConfig spine(long seed, int patients) {
    return switch (size.strip()) {
      case "small" -> SpineConfig.small(seed, patients, scanner());
      case "medium" -> SpineConfig.medium(seed, patients, scanner());
      case "full" -> SpineConfig.full(seed, patients, scanner());
      default -> throw unknownSize();
    };
  }

  private ScannerPreset scanner() {
    return switch (site.strip()) {
      case "A", "a" -> ScannerPreset.siteA();
      case "B", "b" -> ScannerPreset.siteB();
      default ->
          throw new IllegalArgumentException("The site must be A or B, but is \"" + site + "\".");
    };
  }

  private IllegalArgumentException unknownSize() {
    return new IllegalArgumentException(
        "The size must be small, medium or full, but is \"" + size + "\".");
  }

  private Set<Modality> spineModalities() {
    Set<Modality> chosen = chosen();
    if (modalities.strip().equalsIgnoreCase("all")) {
      chosen.remove(Modality.TOF);
    }
    if (chosen.contains(Modality.TOF)) {
      throw new IllegalArgumentException(
          "The spine has no TOF images; choose T1, T2 or PD as modalities, or \"usual\".");
    }
    return chosen;
  }

  private Set<Modality> chosen() {
    if (modalities.strip().equalsIgnoreCase(USUAL)) {
      return EnumSet.of(anatomy.strip().equals(SPINE) ? Modality.T2 : Modality.TOF);
    }
    if (modalities.strip().equalsIgnoreCase("all")) {
      return EnumSet.allOf(Modality.class);
    }
    Set<Modality> chosen = EnumSet.noneOf(Modality.class);
    for (String word : modalities.strip().toUpperCase(Locale.ROOT).split("[,;\\s]+")) {
      try {
        chosen.add(Modality.valueOf(word));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            String.format(
                "The modalities must be any of TOF, T1, T2, PD separated by commas, or \"all\", but"
                    + " are \"%s\".",
                modalities),
            e);
      }
    }
    return chosen;
  }
}
