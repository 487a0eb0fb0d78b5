/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import java.nio.file.Path;

/**
 * How a training ended.
 *
 * @param ending why it stopped
 * @param model the model zip; null when it was cancelled, then the checkpoint has all
 * @param checkpoint the checkpoint to resume from; null when the training is complete
 * @param history the losses
 * @param preview synthetic patches of the last weights
 */
public record TrainingResult(
    Ending ending, Path model, Path checkpoint, History history, SyntheticPatches preview) {

  /** Why a training stopped. */
  public enum Ending {
    /** All iterations are done. */
    COMPLETE,
    /** The privacy budget allows no further step. */
    BUDGET_SPENT,
    /** The time limit was reached. */
    TIME_UP,
    /** The user asked to finish with what was learnt by then. */
    FINISHED_EARLY,
    /** The user cancelled. */
    CANCELED
  }
}
