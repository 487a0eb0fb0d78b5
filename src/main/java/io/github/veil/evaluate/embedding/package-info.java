/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
/**
 * Looking at feature sets: {@link io.github.veil.evaluate.embedding.Tsne} and {@link
 * io.github.veil.evaluate.embedding.Umap} lay rows of features out in the plane, {@link
 * io.github.veil.evaluate.embedding.Trustworthiness} says how far the picture can be believed, and
 * {@link io.github.veil.evaluate.embedding.Neighbours} finds nearest rows. A feature set is a
 * {@code double[][]}: rows are images, columns are features; nothing here changes one. Everything
 * is deterministic given its seed, on any number of threads; long work runs on the common pool.
 */
package io.github.veil.evaluate.embedding;
