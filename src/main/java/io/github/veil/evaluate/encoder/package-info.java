/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
/**
 * From images to features: an {@link io.github.veil.evaluate.encoder.Encoder} turns each patch into
 * a row of numbers, in whose space fidelity, neighbours and attacks are measured. {@link
 * io.github.veil.evaluate.encoder.ConvEncoder#embedded()} is the default and knows procedural
 * phantoms only: no patient's data is in it.
 */
package io.github.veil.evaluate.encoder;
