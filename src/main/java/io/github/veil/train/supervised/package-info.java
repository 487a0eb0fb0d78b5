/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
/**
 * Networks that learn from labelled patches: the U-Net that segments ({@link
 * io.github.veil.train.supervised.SegmentationTraining}) and the classifier ({@link
 * io.github.veil.train.supervised.ClassifierTraining}), their grid search and their files. Nothing
 * here is private: a model trained on real patches is as confidential as the patches.
 */
package io.github.veil.train.supervised;
