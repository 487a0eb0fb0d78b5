/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ij.ImagePlus;
import ij.Macro;
import ij.plugin.frame.Recorder;
import io.github.veil.command.MacroLine;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.convert.ConvertService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;

/**
 * What is recorded of a command gives the same inputs again, for every command and kind of value.
 */
class RecorderRoundTripTest {

  /** Values that ImageJ can express: brackets in pairs, and no key with "=" inside. */
  private static final List<String> TEXTS =
      List.of(
          "",
          "plain",
          "two words",
          "/data/my patients/run [3]",
          "[all] of them",
          "*[0-9]_TOF.*",
          "[a-z]*",
          "it's",
          "'quoted'",
          "^(sub-[0-9]+)/",
          "T\u00fcbingen 3,5",
          "C:\\data\\new",
          "say \"so\"");

  private static final int ROUNDS = 30;

  private static Context context;

  @BeforeAll
  static void start() {
    HeadlessImageJ.install();
    context = new Context(CommandService.class, ConvertService.class);
  }

  @AfterAll
  static void stop() {
    context.dispose();
  }

  private static List<CommandInfo> commands() {
    List<CommandInfo> veil =
        CommandBridge.veilCommands(context).values().stream()
            .filter(info -> info.getDelegateClassName().startsWith("io.github.veil.command."))
            .toList();
    assertFalse(veil.isEmpty());
    return veil;
  }

  private static Object value(ModuleItem<?> item, Random random) {
    Class<?> type = item.getType();
    if (item.getChoices() != null && !item.getChoices().isEmpty()) {
      return item.getChoices().get(random.nextInt(item.getChoices().size()));
    }
    if (type == boolean.class) {
      return random.nextBoolean();
    }
    if (type == int.class) {
      return random.nextInt();
    }
    if (type == long.class) {
      return random.nextLong();
    }
    if (type == double.class) {
      return random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6);
    }
    String text = TEXTS.get(random.nextInt(TEXTS.size()));
    return type == File.class ? new File(text) : text;
  }

  private static Module filled(CommandInfo info, Random random) throws Exception {
    Module module = info.createModule();
    for (ModuleItem<?> item : ModuleInputs.settable(info.inputs())) {
      if (item.getType() != ImagePlus.class) {
        module.setInput(item.getName(), value(item, random));
      }
    }
    return module;
  }

  @Test
  void macroLine_readByTheLauncher_givesTheSameInputs() throws Exception {
    Random random = new Random(1);
    for (CommandInfo info : commands()) {
      for (int round = 0; round < ROUNDS; round++) {
        Module recorded = filled(info, random);
        Module replayed = info.createModule();
        Map<String, String> options = MacroOptions.parse(MacroLine.options(recorded));
        new ModuleInputs(replayed, context.service(ConvertService.class)).fill(options);
        for (ModuleItem<?> item : ModuleInputs.settable(info.inputs())) {
          assertEquals(
              recorded.getInput(item.getName()),
              replayed.getInput(item.getName()),
              MacroLine.of(recorded));
        }
      }
    }
  }

  /** In Fiji it is ImageJ's own parser that answers. */
  @Test
  void macroLine_readByImageJ_givesTheSameTexts() throws Exception {
    Random random = new Random(2);
    for (CommandInfo info : commands()) {
      for (int round = 0; round < ROUNDS; round++) {
        Module recorded = filled(info, random);
        String options = MacroLine.options(recorded);
        for (ModuleItem<?> item : ModuleInputs.settable(info.inputs())) {
          Object value = recorded.getInput(item.getName());
          String text = value == null ? null : value.toString();
          assertEquals(text, Macro.getValue(options, item.getName(), null), options);
        }
      }
    }
  }

  /** ImageJ's recorder is the oracle, but for values that begin with a bracket or quote. */
  @Test
  void macroLine_equalsWhatImageJsRecorderWrites() throws Exception {
    Random random = new Random(3);
    for (CommandInfo info : commands()) {
      for (int round = 0; round < ROUNDS; round++) {
        Module recorded = filled(info, random);
        Recorder.setCommand(info.getMenuPath().getLeaf().getName());
        Recorder.resetCommandOptions();
        for (ModuleItem<?> item : ModuleInputs.settable(info.inputs())) {
          Object value = recorded.getInput(item.getName());
          if (value != null && value.toString().matches("['\\[].*")) {
            recorded.setInput(item.getName(), value instanceof File ? new File("") : "");
            value = "";
          }
          if (value != null) {
            Recorder.recordOption(item.getName(), value.toString());
          }
        }
        assertEquals(Recorder.getCommandOptions(), MacroLine.options(recorded));
      }
    }
  }

  /** The statement as a whole, escapes included, run by ImageJ's interpreter. */
  @Test
  void macroLine_ofAPath_isAStatementThatImageJReads() throws Exception {
    CommandInfo info = CommandBridge.veilCommands(context).get("Open Sample Cohort");
    Module module = info.createModule();
    module.setInput("output", new File("C:\\my data"));
    assertEquals(
        "run(\"Open Sample Cohort\", \"anatomy=head patients=3 size=small modalities=usual site=A seed=1"
            + " tissues=false output=[C:\\\\my data] format=NIfTI overwrite=false show=true\");",
        MacroLine.of(module));
  }
}
