/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.cycle;

import io.github.veil.core.Require;

/**
 * What happens to a slice at random before it enters a step, to all its channels alike.
 *
 * @param flipX mirror left and right with probability 1/2
 * @param flipY mirror top and bottom with probability 1/2
 * @param crop enlarge the slice by up to 1 / (1 - crop) and cut the working size out of it at a
 *     random place, in [0, 0.5]; 0.1 is about the usual 256 of 286 pixels
 */
public record SliceAugmentation(boolean flipX, boolean flipY, double crop) {

  /** Slices as they are. */
  public static final SliceAugmentation NONE = new SliceAugmentation(false, false, 0);

  /** Mirrored left and right, and cut to nine tenths. */
  public static final SliceAugmentation STANDARD = new SliceAugmentation(true, false, 0.1);

  public SliceAugmentation {
    Require.within(crop, 0, 0.5, "The share of a slice that a random crop may cut off");
  }
}
