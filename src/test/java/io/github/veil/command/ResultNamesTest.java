/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ResultNamesTest {

  @Test
  void names_areTheNearestOnesThatSaySomething() {
    assertEquals("site a", ResultNames.ofPatches("site a.TIF"));
    assertEquals("t1.nii", ResultNames.ofPatches("t1.nii"));
    assertEquals("best", ResultNames.ofModel(Path.of("/out/model/best.zip")));
    assertEquals("hospital", ResultNames.ofModel(Path.of("/out/hospital/model/model.zip")));
    assertEquals("model", ResultNames.ofModel(Path.of("/model.zip")));
  }
}
