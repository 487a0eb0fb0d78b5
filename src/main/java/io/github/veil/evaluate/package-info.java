/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
/**
 * Is a synthetic set real enough, useful enough, safe enough? Each question has a study of its own;
 * {@link io.github.veil.evaluate.Evaluation} asks them all and gives one report.
 */
package io.github.veil.evaluate;
