/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate.segmentation;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import io.github.veil.image.Geometry;
import io.github.veil.image.ImagePlusVolumes;

/** Shows where a prediction is right and wrong, slice by slice, on black. */
public final class ErrorMap {

  /** True positives. */
  public static final int RED = 0xff0000;

  /** False positives. */
  public static final int GREEN = 0x00ff00;

  /** False negatives. */
  public static final int YELLOW = 0xffff00;

  private ErrorMap() {}

  /**
   * An RGB stack of the masks' size: {@link #RED} where both agree on foreground, {@link #GREEN}
   * where only the prediction has it, {@link #YELLOW} where only the truth has it.
   *
   * @param geometry calibration of the result
   * @throws IllegalArgumentException if sizes differ
   */
  public static ImagePlus of(Mask truth, Mask prediction, Geometry geometry, String title) {
    truth.requireSameSize(prediction);
    int area = truth.width() * truth.height();
    ImageStack stack = new ImageStack(truth.width(), truth.height());
    for (int z = 0; z < truth.depth(); z++) {
      int[] colours = new int[area];
      for (int i = 0; i < area; i++) {
        int at = z * area + i;
        colours[i] = colour(truth.foreground()[at], prediction.foreground()[at]);
      }
      stack.addSlice(new ColorProcessor(truth.width(), truth.height(), colours));
    }
    ImagePlus map = new ImagePlus(title, stack);
    ImagePlusVolumes.setGeometry(map, geometry);
    return map;
  }

  private static int colour(boolean truth, boolean prediction) {
    if (truth) {
      return prediction ? RED : YELLOW;
    }
    return prediction ? GREEN : 0;
  }
}
