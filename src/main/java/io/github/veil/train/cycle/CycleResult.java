/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import io.github.veil.train.TrainingResult.Ending;
import java.nio.file.Path;

/**
 * How a training ended.
 *
 * @param ending why it stopped
 * @param model the model zip; null when it was cancelled, then the checkpoint has all
 * @param checkpoint the checkpoint to resume from; null when the training is complete
 * @param history the losses
 * @param preview the fixed slices with the last weights; null when there are none
 */
public record CycleResult(
    Ending ending, Path model, Path checkpoint, CycleHistory history, CyclePreview preview) {}
