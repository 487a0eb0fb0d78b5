/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.ImagePlus;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.scijava.Context;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.service.Service;

/**
 * The macro statement that runs a command again with the same inputs, as ImageJ's recorder would
 * write it: every key, values with a space in brackets.
 */
public final class MacroLine {

  private MacroLine() {}

  /** The statement for a command as its fields are now; empty for one that has no menu entry. */
  static String of(Context context, Command command) {
    CommandInfo info = context.service(CommandService.class).getCommand(command.getClass());
    return info == null || info.getMenuPath().isEmpty() ? "" : of(new CommandModule(info, command));
  }

  /** {@code run("Command", "key=value other=[two words]");}. */
  public static String of(Module module) {
    String name = module.getInfo().getMenuPath().getLeaf().getName();
    return "run(\"" + name + "\", \"" + escaped(options(module)) + "\");";
  }

  /** The second argument of {@code run}, before it is written as text in a macro. */
  public static String options(Module module) {
    List<String> options = new ArrayList<>();
    for (ModuleItem<?> item : module.getInfo().inputs()) {
      Object value = module.getInput(item.getName());
      if (isSettable(item) && value != null) {
        options.add(item.getName() + "=" + quoted(text(value)));
      }
    }
    return String.join(" ", options);
  }

  private static boolean isSettable(ModuleItem<?> item) {
    return item.getVisibility() != ItemVisibility.MESSAGE
        && !Service.class.isAssignableFrom(item.getType())
        && !Context.class.isAssignableFrom(item.getType());
  }

  private static String text(Object value) {
    if (value instanceof ImagePlus image) {
      return image.getTitle();
    }
    return value instanceof File file ? file.getPath() : value.toString();
  }

  /**
   * ImageJ ends an unquoted value at a space, and takes a value that begins with a bracket or quote
   * for a quoted one.
   */
  private static String quoted(String value) {
    return value.chars().anyMatch(Character::isWhitespace) || value.matches("['\\[].*")
        ? "[" + value + "]"
        : value;
  }

  private static String escaped(String options) {
    return options.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
