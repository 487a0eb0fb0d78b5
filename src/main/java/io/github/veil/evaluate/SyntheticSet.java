/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import io.github.veil.core.Require;
import io.github.veil.patch.PatchSource;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Images that a model drew.
 *
 * @param name what the set is called in tables and plots
 * @param patches its images, with labels if the model makes them
 * @param model the model zip that drew them, for attacks by its critic and for its privacy
 *     statement
 */
public record SyntheticSet(String name, PatchSource patches, Optional<Path> model) {

  public SyntheticSet {
    Require.that(!name.isBlank(), "A synthetic set has no name.");
  }
}
