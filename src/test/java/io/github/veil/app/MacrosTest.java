/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.Menus;
import ij.macro.Tokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.convert.ConvertService;
import org.scijava.module.ModuleItem;

/** Every macro of the project calls commands that exist, with keys that they know. */
class MacrosTest {

  private static final Path TEMPLATES = Path.of("src/main/resources/script_templates/Veil");

  private static Context context;
  private static Map<String, CommandInfo> commands;

  @BeforeAll
  static void listCommands() {
    HeadlessImageJ.install();
    context = new Context(CommandService.class, ConvertService.class);
    commands = CommandBridge.veilCommands(context);
    if (Menus.getCommands() == null) {
      ImageJMenus.load();
    }
  }

  @AfterAll
  static void dispose() {
    context.dispose();
  }

  @TestFactory
  Stream<DynamicTest> macros_callKnownCommandsWithKnownKeys() throws IOException {
    return Stream.of(Path.of("macros"), TEMPLATES)
        .flatMap(MacrosTest::macrosIn)
        .map(file -> DynamicTest.dynamicTest(file.toString(), () -> check(file)));
  }

  @Test
  void check_wrongMacros_findsTheFaults() {
    assertEquals(List.of(), faults("run(\"Fail\", \"how=\" + how + \" needed=[\" + f + \"]\");"));
    assertEquals(List.of("Fail: need"), faults("// it's\nrun(\"Fail\", \"need=\" + f);"));
    assertEquals(List.of(), faults("run(\"Fail\", options); run(\"Fail\", \"how=a \" + more);"));
    assertEquals(List.of("no command Fial"), faults("run( \"Fial\" );"));
    assertEquals(List.of(), faults("/* run(\"Fial\") */ run(\"Gaussian Blur...\", \"sigma=2\");"));
    assertEquals(1, faults("run(\"Fail\", \"how=a needed\");").size());
  }

  /**
   * A template is the same in each language: the calls of .groovy and .py are those of the .ijm
   * beside them, whose keys the test above checks.
   */
  @TestFactory
  Stream<DynamicTest> templates_callTheSameInEveryLanguage() {
    return macrosIn(TEMPLATES)
        .flatMap(macro -> Stream.of("groovy", "py").map(language -> sibling(macro, language)))
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.toString(), () -> assertEquals(calls(sibling(file, "ijm")), calls(file))));
  }

  private static Path sibling(Path file, String ending) {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.lastIndexOf('.') + 1) + ending);
  }

  private static List<RunCalls.Call> calls(Path file) throws IOException {
    return RunCalls.in(Files.readString(file));
  }

  /**
   * ImageJ looks for "size=" anywhere after a character that is no letter, and so finds it within
   * "patch_size=".
   */
  @Test
  void commands_keys_areFoundByImageJ() {
    commands.forEach(
        (name, info) -> {
          List<String> keys =
              ModuleInputs.settable(info.inputs()).stream().map(ModuleItem::getName).toList();
          for (String key : keys) {
            assertTrue(key.matches("[a-z][a-z0-9_]*"), name + ": " + key + " is not lower case");
            for (String other : keys) {
              assertTrue(
                  !other.matches(".*[^a-z]" + key), name + ": " + key + " is found in " + other);
            }
          }
        });
  }

  private static Stream<Path> macrosIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".ijm")).sorted().toList().stream();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void check(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    new Tokenizer().tokenize(text);
    assertEquals(List.of(), faults(text));
  }

  private static List<String> faults(String macro) {
    List<String> faults = new ArrayList<>();
    for (RunCalls.Call call : RunCalls.in(macro)) {
      CommandInfo info = commands.get(call.command());
      if (info != null) {
        faults.addAll(unknownKeys(info, call));
      } else if (!Menus.getCommands().containsKey(call.command())) {
        faults.add("no command " + call.command());
      }
    }
    return faults;
  }

  private static List<String> unknownKeys(CommandInfo info, RunCalls.Call call) {
    List<String> known =
        ModuleInputs.settable(info.inputs()).stream().map(ModuleInputs::key).toList();
    try {
      return MacroOptions.parse(call.options()).keySet().stream()
          .filter(key -> !known.contains(key))
          .map(key -> call.command() + ": " + key)
          .toList();
    } catch (IllegalArgumentException e) {
      return List.of(call.command() + ": " + e.getMessage());
    }
  }
}
