/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app;

import ij.CommandListener;
import ij.Executer;
import ij.IJ;
import ij.Macro;
import ij.Menus;
import java.awt.HeadlessException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.scijava.Context;
import org.scijava.MenuPath;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a macro's {@code run("Command", "options")}: Veil's commands by SciJava, the others by
 * ImageJ. ImageJ asks here before it runs a command itself, because it would print the stack trace
 * of a failing one and let the macro go on; what is thrown here ends the macro.
 */
final class CommandBridge implements CommandListener {

  /** How the headless patches answer a dialog that no options were given for. */
  static final String NEEDS_OPTIONS = "Cannot instantiate headless dialog";

  private static final Logger LOG = LoggerFactory.getLogger("veil.macro");

  private final ModuleLauncher launcher;
  private final boolean keepGoing;
  private final List<String> failed = new ArrayList<>();
  private final Map<String, CommandInfo> commands;

  /**
   * @param keepGoing whether the macro goes on after a command of Veil that fails at its work (not
   *     after one that is called wrongly)
   */
  CommandBridge(Context context, boolean keepGoing) {
    this.keepGoing = keepGoing;
    launcher = new ModuleLauncher(context);
    commands = veilCommands(context);
  }

  /** The commands under Plugins &gt; Veil, by the name that a macro uses: their menu label. */
  static Map<String, CommandInfo> veilCommands(Context context) {
    Map<String, CommandInfo> commands = new LinkedHashMap<>();
    for (CommandInfo info : context.service(CommandService.class).getCommands()) {
      MenuPath path = info.getMenuPath();
      if (path.size() > 2
          && "Plugins".equals(path.get(0).getName())
          && "Veil".equals(path.get(1).getName())) {
        commands.put(path.getLeaf().getName(), info);
      }
    }
    return commands;
  }

  /** Runs {@code command}, and returns null so that ImageJ does not. */
  @Override
  public String commandExecuting(String command) {
    CommandInfo info = commands.get(command);
    if (info != null) {
      runVeil(info, command);
      return null;
    }
    Object plugin = Menus.getCommands().get(command);
    if (plugin != null) {
      runImageJ(command, plugin.toString());
    } else if (!Executer.loadLut(command)) {
      throw new CommandProblem(unknown(command), true, null);
    }
    return null;
  }

  private void runVeil(CommandInfo info, String command) {
    try {
      launcher.run(info, Macro.getOptions());
    } catch (CommandProblem e) {
      if (!keepGoing || e.isBadInput()) {
        throw e;
      }
      LOG.warn("{} failed, and the macro goes on.", command);
      failed.add(command + ": " + e.getMessage());
    }
  }

  /** What failed or was skipped so far, one sentence each. */
  List<String> leftOut() {
    return Stream.concat(failed.stream(), launcher.leftOut().stream()).toList();
  }

  private String unknown(String command) {
    Stream<String> known =
        Stream.concat(
            commands.keySet().stream(), Menus.getCommands().keySet().stream().map(String::valueOf));
    return "There is no command \""
        + command
        + "\" here; the nearest are "
        + String.join(", ", EditDistance.nearest(command, known, 3))
        + ".";
  }

  /**
   * @param plugin a class, or {@code class("argument")}
   */
  private static void runImageJ(String command, String plugin) {
    int open = plugin.indexOf("(\"");
    boolean hasArgument = open > 0 && plugin.endsWith("\")");
    String type = hasArgument ? plugin.substring(0, open) : plugin;
    String argument = hasArgument ? plugin.substring(open + 2, plugin.length() - 2) : "";
    try {
      IJ.runPlugIn(command, type, argument);
    } catch (HeadlessException | NoClassDefFoundError e) {
      throw new CommandProblem(
          command + " needs a screen: run this macro in Fiji, or leave the command out.", true, e);
    } catch (RuntimeException e) {
      throw String.valueOf(e.getMessage()).startsWith(NEEDS_OPTIONS)
          ? new CommandProblem(
              command + " asks for options: write run(\"" + command + "\", \"key=value …\").",
              true,
              e)
          : e;
    }
  }
}
