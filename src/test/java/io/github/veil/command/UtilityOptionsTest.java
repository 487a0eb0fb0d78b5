/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.veil.network.SegmentationArchitecture;
import io.github.veil.train.supervised.SegmentationConfig;
import org.junit.jupiter.api.Test;

class UtilityOptionsTest {

  @Test
  void segmentation_widths32And64_areTheHalfAndTheFullUNetAsPublished() {
    assertEquals(SegmentationConfig.halfUNet().architecture(), architecture(32));
    assertEquals(SegmentationConfig.fullUNet().architecture(), architecture(64));
  }

  @Test
  void segmentation_narrowOnes_haveOneLevelLess() {
    assertEquals(4, architecture(16).levels());
  }

  private static SegmentationArchitecture architecture(int width) {
    return UtilityOptions.segmentation(width, 1, 1).architecture();
  }
}
