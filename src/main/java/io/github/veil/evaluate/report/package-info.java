/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
/**
 * The evaluation as something to read: tables, pictures, plots and a traffic-light summary in one
 * self-contained HTML page. Knows nothing of how the figures came about.
 */
package io.github.veil.evaluate.report;
