/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import io.github.veil.core.Require;
import io.github.veil.train.supervised.ClassifierConfig;
import io.github.veil.train.supervised.SegmentationConfig;
import io.github.veil.train.supervised.SegmentationGrid;
import java.util.EnumSet;
import java.util.Set;

/**
 * How an evaluation is done.
 *
 * @param questions what is asked; looking at pictures is always part of it
 * @param images images of each set at most, for distances and attacks
 * @param pairwiseImages images of each set at most that are compared pair by pair
 * @param mappedImages images of each set at most in the maps
 * @param showReal whether the page may show real images
 * @param segmentation the U-Net of the utility test
 * @param grid settings that are tried
 * @param validationShare share of the real training patients that choose among them
 * @param classifier the classifier of the utility test
 * @param seed of every random choice; figures are the same for the same seed
 */
public record EvaluationConfig(
    Set<Question> questions,
    int images,
    int pairwiseImages,
    int mappedImages,
    boolean showReal,
    SegmentationConfig segmentation,
    SegmentationGrid grid,
    double validationShare,
    ClassifierConfig classifier,
    long seed) {

  public static final int DEFAULT_IMAGES = 2000;
  public static final int DEFAULT_PAIRWISE = 500;
  public static final int DEFAULT_MAPPED = 500;

  public EvaluationConfig {
    Require.that(!questions.isEmpty(), "Nothing is asked; switch on at least one question.");
    Require.within(images, 10, 1_000_000, "The number of images");
    Require.within(pairwiseImages, 2, 100_000, "The number of images compared pair by pair");
    Require.within(mappedImages, 5, 100_000, "The number of images in the maps");
    questions = Set.copyOf(EnumSet.copyOf(questions));
  }
}
