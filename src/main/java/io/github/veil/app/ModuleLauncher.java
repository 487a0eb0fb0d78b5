/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import io.github.veil.command.PartialSuccess;
import java.util.ArrayList;
import java.util.List;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.convert.ConvertService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;
import org.scijava.module.process.InitPreprocessor;
import org.scijava.module.process.LoggerPreprocessor;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.module.process.ServicePreprocessor;
import org.scijava.module.process.ValidityPreprocessor;
import org.scijava.plugin.PluginService;

/**
 * Runs a SciJava command on the macro's thread: validity, services, the macro's options, the
 * initialiser, the command, its outputs. The preprocessors that remember values or ask the user are
 * left out.
 */
final class ModuleLauncher {

  private static final List<Class<? extends PreprocessorPlugin>> BEFORE_INPUTS =
      List.of(ValidityPreprocessor.class, ServicePreprocessor.class, LoggerPreprocessor.class);
  private static final List<Class<? extends PreprocessorPlugin>> AFTER_INPUTS =
      List.of(InitPreprocessor.class);

  private final ModuleService modules;
  private final ConvertService converter;
  private final PluginService plugins;
  private final List<String> leftOut = new ArrayList<>();

  ModuleLauncher(Context context) {
    modules = context.service(ModuleService.class);
    converter = context.service(ConvertService.class);
    plugins = context.service(PluginService.class);
  }

  /**
   * @param options the options text of the macro; null for none
   * @throws CommandProblem if the command cannot start, throws or cancels itself
   */
  void run(CommandInfo info, String options) {
    try {
      Module module = modules.createModule(info);
      prepare(module, BEFORE_INPUTS);
      new ModuleInputs(module, converter).fill(MacroOptions.parse(options));
      prepare(module, AFTER_INPUTS);
      module.run();
      refuseCanceled(module);
      if (module.getDelegateObject() instanceof PartialSuccess partial) {
        partial.leftOut().forEach(sentence -> leftOut.add(info.getTitle() + ": " + sentence));
      }
      for (ModuleItem<?> output : info.outputs()) {
        show(module.getOutput(output.getName()));
      }
    } catch (CommandProblem e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw CommandProblem.of(e);
    }
  }

  /** What commands skipped so far, one sentence each. */
  List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  private void prepare(Module module, List<Class<? extends PreprocessorPlugin>> steps) {
    List<PreprocessorPlugin> all = plugins.createInstancesOfType(PreprocessorPlugin.class);
    for (Class<? extends PreprocessorPlugin> step : steps) {
      for (PreprocessorPlugin plugin : all) {
        if (step == plugin.getClass()) {
          plugin.process(module);
          if (plugin.isCanceled()) {
            throw problem(module, plugin.getCancelReason());
          }
        }
      }
    }
  }

  private static void refuseCanceled(Module module) {
    if (module instanceof Cancelable cancelable && cancelable.isCanceled()) {
      throw problem(module, cancelable.getCancelReason());
    }
  }

  private static CommandProblem problem(Module module, String reason) {
    String title = module.getInfo().getTitle();
    String sentence = reason == null || reason.isBlank() ? title + " was canceled" : reason;
    return new CommandProblem(Sentences.sentence(sentence), false, null);
  }

  /** Puts an output where the macro's next commands find it. */
  private static void show(Object output) {
    if (output instanceof ImagePlus image && image.getProcessor() != null) {
      if (!OpenImages.contains(image)) {
        image.show();
      }
    } else if (output instanceof ResultsTable table && table != ResultsTable.getResultsTable()) {
      Analyzer.setResultsTable(table);
    }
  }
}
