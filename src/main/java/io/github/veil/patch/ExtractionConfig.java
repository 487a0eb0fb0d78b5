/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.veil.core.Require;
import io.github.veil.image.IntensityScaling;

/**
 * How patches are cut.
 *
 * @param patchSize width and height of a patch in pixels, at least {@value #MIN_PATCH_SIZE}; the
 *     window around the centre (x, y) covers x - size/2 … x - size/2 + size - 1
 * @param patchesPerPatient how many patches a patient gives, at least 1
 * @param centredShare share of them that is centred on foreground, 0 to 1
 * @param plane the plane in which patches are cut
 * @param scaling how physical intensities become [-1, 1]
 * @param seed makes the choice of positions reproducible; it has no part in any privacy claim
 */
public record ExtractionConfig(
    int patchSize,
    int patchesPerPatient,
    double centredShare,
    Plane plane,
    IntensityScaling scaling,
    long seed) {

  public static final int MIN_PATCH_SIZE = 8;
  public static final int DEFAULT_PATCH_SIZE = 96;
  public static final int DEFAULT_PATCHES_PER_PATIENT = 1000;
  public static final double DEFAULT_CENTRED_SHARE = 0.5;
  public static final Plane DEFAULT_PLANE = Plane.AXIAL;
  public static final long DEFAULT_SEED = 1;

  public ExtractionConfig {
    Require.atLeast(patchSize, MIN_PATCH_SIZE, "The patch size (pixels)");
    Require.atLeast(patchesPerPatient, 1, "The number of patches per patient");
    Require.within(centredShare, 0, 1, "The share of patches centred on foreground");
    Require.that(plane != null, "The plane is missing; choose axial, coronal or sagittal.");
    Require.that(scaling != null, "The intensity scaling is missing.");
  }

  /** Kossen et al. 2022: 1,000 patches of 96 x 96 per patient, half of them on a vessel. */
  public static ExtractionConfig defaults() {
    return new ExtractionConfig(
        DEFAULT_PATCH_SIZE,
        DEFAULT_PATCHES_PER_PATIENT,
        DEFAULT_CENTRED_SHARE,
        DEFAULT_PLANE,
        IntensityScaling.ofPercentiles(),
        DEFAULT_SEED);
  }

  /** The same with another patch size, in pixels. */
  public ExtractionConfig withPatchSize(int size) {
    return new ExtractionConfig(size, patchesPerPatient, centredShare, plane, scaling, seed);
  }

  /** The same with another number of patches and share of centred ones. */
  public ExtractionConfig withPatches(int perPatient, double centred) {
    return new ExtractionConfig(patchSize, perPatient, centred, plane, scaling, seed);
  }

  /** The same in another plane. */
  public ExtractionConfig withPlane(Plane other) {
    return new ExtractionConfig(patchSize, patchesPerPatient, centredShare, other, scaling, seed);
  }

  /** The same with another intensity scaling. */
  public ExtractionConfig withScaling(IntensityScaling other) {
    return new ExtractionConfig(patchSize, patchesPerPatient, centredShare, plane, other, seed);
  }

  /** The same with another seed. */
  public ExtractionConfig withSeed(long other) {
    return new ExtractionConfig(patchSize, patchesPerPatient, centredShare, plane, scaling, other);
  }

  /** How many of a patient's patches are to be centred on foreground. */
  public int centredPatches() {
    return (int) Math.round(patchesPerPatient * centredShare);
  }

  /** The configuration as JSON, read back by {@link #fromJson}. */
  public String toJson() {
    try {
      return new ObjectMapper().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A patch configuration cannot be written as JSON.", e);
    }
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if the text is no such configuration
   */
  public static ExtractionConfig fromJson(String json) {
    try {
      return new ObjectMapper().readValue(json, ExtractionConfig.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "The text is no patch configuration in JSON: " + e.getOriginalMessage(), e);
    }
  }
}
