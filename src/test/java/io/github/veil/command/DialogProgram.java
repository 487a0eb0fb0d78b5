/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import io.github.veil.command.window.TrainingMonitor;
import java.util.List;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;

/** What happens in Fiji before a user presses OK, in a process of its own. */
final class DialogProgram {

  private DialogProgram() {}

  /**
   * @param arguments a patch set
   */
  public static void main(String[] arguments) throws Exception {
    try (Context context = new Context()) {
      for (CommandInfo info : context.service(CommandService.class).getCommands()) {
        if (info.getDelegateClassName().startsWith(DialogProgram.class.getPackageName())) {
          info.createModule().initialize();
        }
      }
    }
    GanOptions options =
        new GanOptions(
            "quick look",
            new GanOptions.Privacy(true, 8, 0, 0, "patch", 0, 0, "flat", "PLD"),
            new GanOptions.Schedule(0, 0, 0, 0),
            new GanOptions.Optimization("preset", "preset", 0, 0, 0, 0, 8, false, 0, 0),
            new GanOptions.Networks(0, 0, 0),
            "",
            new GanOptions.Conditional(GanOptions.Conditional.NONE, "", ""));
    List<String> lines = new TrainingReadOut().of(options.config(), arguments[0], null, false);
    try (TrainingMonitor monitor = TrainingMonitor.open("Training", true)) {
      System.out.println(lines + " " + monitor.wantsPreview());
    }
  }
}
