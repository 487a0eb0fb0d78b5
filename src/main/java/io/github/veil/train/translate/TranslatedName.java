/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.translate;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a translated scan is called: P001_T1.nii.gz becomes P001_T1_to_T2.nii.gz.
 *
 * @param title of the image
 * @param ending of the file: that of the original where Veil writes it, else .nii.gz; .tif for
 *     several channels, which NIfTI does not have
 */
public record TranslatedName(String title, String ending) {

  private static final Pattern KNOWN =
      Pattern.compile("(.+?)(\\.(?:nii|hdr|img)(?:\\.gz)?|\\.tiff?)", Pattern.CASE_INSENSITIVE);
  private static final String NIFTI = ".nii.gz";

  /**
   * @param original name of a file or the title of an image
   * @param target what translated scans are, for instance "T2"
   * @param channels of the translated scan
   */
  public static TranslatedName of(String original, String target, int channels) {
    Matcher known = KNOWN.matcher(original);
    boolean matches = known.matches();
    String stem = matches ? known.group(1) : original.replaceFirst("(?i)\\.dcm$", "");
    String ending = matches ? known.group(2).toLowerCase(Locale.ROOT) : NIFTI;
    if (!ending.startsWith(".tif")) {
      ending = channels > 1 ? ".tif" : ending.startsWith(".nii") ? ending : NIFTI;
    }
    return new TranslatedName(stem + "_to_" + target, ending);
  }

  /** Name of the file. */
  public String file() {
    return title + ending;
  }
}
