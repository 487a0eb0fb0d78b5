/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch.slice;

import ij.ImagePlus;
import io.github.veil.core.Require;
import io.github.veil.image.ImagePlusVolumes;
import io.github.veil.image.Volume;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One patient's scan.
 *
 * @param id the patient's id
 * @param channels volumes on one grid, at least one
 */
public record Scan(String id, List<Volume> channels) {

  public Scan {
    channels = List.copyOf(channels);
    Require.that(!channels.isEmpty(), "The scan \"%s\" has no channel.", id);
    long[] size = channels.get(0).data().dimensionsAsLongArray();
    for (Volume channel : channels) {
      Require.that(
          Arrays.equals(size, channel.data().dimensionsAsLongArray()),
          "The channels of \"%s\" differ in size.",
          id);
    }
  }

  /**
   * A scan of one or several channels.
   *
   * @throws IllegalArgumentException if the image has several frames, is empty or a colour image
   */
  public static Scan of(String id, ImagePlus image) {
    Require.that(
        image.getNFrames() == 1,
        "\"%s\" has %d frames; choose one (Image > Hyperstacks > Reduce Dimensionality).",
        image.getTitle(),
        image.getNFrames());
    List<Volume> channels = new ArrayList<>();
    for (int channel = 0; channel < image.getNChannels(); channel++) {
      channels.add(ImagePlusVolumes.volume(image, channel, 0));
    }
    return new Scan(id, channels);
  }
}
