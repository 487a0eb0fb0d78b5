/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.report;

/**
 * One line of the summary.
 *
 * @param question what was asked, for instance "Is it safe enough?"
 * @param set the synthetic set that it was asked of
 * @param light the verdict
 * @param finding what was found, with the figure and its unit, in one sentence
 * @param rule the thresholds from which the verdict follows, in one sentence
 */
public record Finding(String question, String set, Light light, String finding, String rule) {}
