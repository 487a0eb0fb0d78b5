/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
/**
 * Is synthetic data useful? Networks trained on synthetic and on real patches are tested on the
 * same held-out patients: {@link io.github.veil.evaluate.utility.SegmentationUtility} on whole
 * volumes, {@link io.github.veil.evaluate.utility.ClassifierUtility} on patches.
 */
package io.github.veil.evaluate.utility;
