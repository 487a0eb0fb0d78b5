/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */

/**
 * From scans to the slices that a translation learns from, and from a trained translation to
 * translated scans.
 */
package io.github.veil.train.translate;
