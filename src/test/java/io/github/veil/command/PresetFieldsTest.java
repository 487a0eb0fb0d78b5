/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.veil.train.GanConfig;
import io.github.veil.train.GanPresets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.module.Module;

/** Fields that a preset has filled mean the same as those left to it. */
class PresetFieldsTest {

  private static final Context CONTEXT = new Context(CommandService.class);

  @AfterAll
  static void stop() {
    CONTEXT.dispose();
  }

  private static Module dialog(String preset, boolean isPrivate) throws Exception {
    Module module =
        CONTEXT.service(CommandService.class).getCommand(TrainPrivateGan.class).createModule();
    module.setInput("preset", preset);
    module.setInput("privacy", isPrivate);
    return module;
  }

  private static void changed(Module module, String field) throws Exception {
    module.getInfo().getInput(field).callback(module);
  }

  private static GanConfig config(Module module) {
    return ((TrainPrivateGan) module.getDelegateObject()).options().config();
  }

  @Test
  void choosingAPreset_fillsTheFieldsWithItsValues() throws Exception {
    for (String preset : GanPresets.NAMES) {
      for (boolean isPrivate : new boolean[] {true, false}) {
        Module module = dialog(preset, isPrivate);
        GanConfig untouched = config(module);
        changed(module, "preset");
        assertNotEquals(0, module.getInput("batch_size"), preset);
        assertNotEquals("preset", module.getInput("loss"), preset);
        assertEquals(untouched, config(module), preset);
      }
    }
  }

  @Test
  void switchingPrivacy_takesThePresetsOtherValues_onlyWhereItHasFilledTheFields()
      throws Exception {
    Module module = dialog(GanPresets.QUICK_LOOK, true);
    changed(module, "privacy");
    assertEquals(0, module.getInput("batch_size"));
    changed(module, "preset");
    assertEquals(128, module.getInput("batch_size"));
    module.setInput("privacy", false);
    changed(module, "privacy");
    assertEquals(32, module.getInput("batch_size"));
  }
}
