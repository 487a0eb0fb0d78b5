/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import io.github.veil.core.Require;
import java.nio.file.Path;

/**
 * One training of translation to be done.
 *
 * @param config all settings
 * @param x slices of the set X
 * @param y slices of the set Y
 * @param description what the model card says of them
 * @param publicSlices what previews show in private training; {@link PublicSlices#NONE} for no
 *     previews then. Without privacy previews show a few of the training slices themselves.
 * @param folder where results go; made if it does not exist
 * @param ledger the privacy ledger; used with privacy only
 * @param overwrite whether results of an earlier training in {@code folder} may be replaced
 */
public record CycleJob(
    CycleConfig config,
    SliceSource x,
    SliceSource y,
    SliceDescription description,
    PublicSlices publicSlices,
    Path folder,
    Path ledger,
    boolean overwrite) {

  /**
   * Slices that show no patient, for instance of a phantom; each set may be null.
   *
   * @param x slices that look like those of X
   * @param y slices that look like those of Y
   */
  public record PublicSlices(SliceSource x, SliceSource y) {
    /** No public slices. */
    public static final PublicSlices NONE = new PublicSlices(null, null);
  }

  public CycleJob {
    Require.that(folder != null, "Choose the folder that the model and its results go to.");
    requireFitting(config, x, config.networks().channelsX(), "X");
    requireFitting(config, y, config.networks().channelsY(), "Y");
    Require.that(description != null && publicSlices != null, "Slices need a description.");
  }

  private static void requireFitting(
      CycleConfig config, SliceSource slices, int channels, String name) {
    Require.that(
        slices.count() >= 1, "The set %s has no slices; choose images or another range.", name);
    Require.that(
        slices.size() == config.networks().size() && slices.channels() == channels,
        "The networks take slices of %d pixels and %d channels, but set %s has %d pixels and %d"
            + " channels.",
        config.networks().size(),
        channels,
        name,
        slices.size(),
        slices.channels());
  }

  /** The model zip that the training makes. */
  public Path modelFile() {
    return folder.resolve("model.zip");
  }

  /** The checkpoint of the training; as confidential as the data. */
  public Path checkpointFile() {
    return folder.resolve("checkpoint.zip");
  }
}
