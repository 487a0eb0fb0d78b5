/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app;

import ij.CommandListener;
import ij.Executer;
import ij.IJ;
import ij.Menus;
import ij.macro.Interpreter;
import ij.plugin.filter.Analyzer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.scijava.Context;
import org.scijava.app.StatusService;
import org.scijava.command.CommandService;
import org.scijava.convert.ConvertService;
import org.scijava.event.EventService;
import org.scijava.io.IOService;
import org.scijava.module.ModuleService;
import org.scijava.options.OptionsService;
import org.scijava.plugin.PluginService;
import org.scijava.task.TaskService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs an ImageJ macro without a screen and without Fiji. A command that fails ends the macro.
 *
 * <p>ImageJ has one interpreter, one list of images and one results table per process, so macros
 * run one after the other; the images and the table of the last one stay until the next begins.
 */
public final class MacroRunner implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("veil.macro");

  /** Only in threads of such a name does ImageJ give a command its options and obey an abort. */
  private static final String THREAD_NAME = "Run$_Veil_Macro$";

  private final Context context;
  private final boolean keepGoing;
  private List<String> leftOut = List.of();
  private final ProgressLines progress = new ProgressLines(System::nanoTime, LOG::info);

  /** Starts SciJava with the services that Veil's commands use. */
  public MacroRunner() {
    this(false);
  }

  /**
   * Starts SciJava.
   *
   * @param keepGoing whether a macro goes on after a command of Veil that fails at its work
   */
  public MacroRunner(boolean keepGoing) {
    this.keepGoing = keepGoing;
    HeadlessImageJ.install();
    context =
        new Context(
            List.of(
                LogToSlf4j.class,
                PluginService.class,
                EventService.class,
                StatusService.class,
                TaskService.class,
                ConvertService.class,
                OptionsService.class,
                IOService.class,
                ModuleService.class,
                CommandService.class));
    context.service(EventService.class).subscribe(progress);
  }

  /**
   * Runs the macro in {@code file}.
   *
   * @param arguments what {@code getArgument()} gives, as {@code KEY=VALUE KEY2=[VALUE 2]}
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if an argument cannot be written in that form
   * @throws MacroException if the macro is at fault or one of its commands fails
   */
  public void run(Path file, Map<String, String> arguments) throws IOException, MacroException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    String argument = MacroArgument.format(arguments);
    run(file.toString(), Files.readString(file, StandardCharsets.UTF_8), argument);
  }

  /**
   * Runs a macro's text.
   *
   * @param name how messages call it
   */
  void run(String name, String macro, String argument) throws MacroException {
    synchronized (MacroRunner.class) {
      Interpreter interpreter = new Interpreter();
      List<Throwable> nested = new ArrayList<>();
      CommandBridge bridge = prepare(nested);
      String threadName = Thread.currentThread().getName();
      Thread.currentThread().setName(THREAD_NAME);
      try {
        interpreter.run(macro, argument);
        refuseReportedError();
      } catch (Throwable e) {
        LOG.debug("The macro {} ended by:", name, e);
        MacroReport.of(name, interpreter, nested.isEmpty() ? e : nested.get(0)).raise();
      } finally {
        leftOut = bridge.leftOut();
        Executer.removeCommandListener(bridge);
        forgetInterpreter();
        IJ.setExceptionHandler(null);
        Thread.currentThread().setName(threadName);
      }
    }
  }

  /** What the last macro's commands skipped or failed at, one sentence each. */
  public List<String> leftOut() {
    return leftOut;
  }

  /** ImageJ may print an error and go on. */
  private static void refuseReportedError() {
    String message = IJ.getErrorMessage();
    if (message != null) {
      throw new CommandProblem(Sentences.sentence(message), false, null);
    }
  }

  private CommandBridge prepare(List<Throwable> nested) {
    OpenImages.clear();
    Analyzer.getResultsTable().reset();
    if (Menus.getCommands() == null) {
      ImageJMenus.load();
    }
    IJ.getErrorMessage();
    IJ.setExceptionHandler(
        problem -> {
          nested.add(problem);
          throw new Error(problem); // what else is thrown, ImageJ's macro runner swallows
        });
    CommandBridge bridge = new CommandBridge(context, keepGoing);
    Executer.addCommandListener(bridge);
    return bridge;
  }

  /** A failed command leaves its interpreter behind, which would swallow the next error. */
  private static void forgetInterpreter() {
    CommandListener nothing = command -> null;
    Executer.addCommandListener(nothing);
    IJ.run("nothing", "");
    Executer.removeCommandListener(nothing);
  }

  @Override
  public void close() {
    context.dispose();
  }
}
