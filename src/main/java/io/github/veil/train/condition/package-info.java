/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
/** What a conditional network is told of each image: classes and other attributes, as numbers. */
package io.github.veil.train.condition;
