/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.ItemVisibility;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;
import org.scijava.service.Service;

/** What dialogs and macros rely on, for the parameters of all commands. */
class CommandParametersTest {

  private static Context context;
  private static List<CommandInfo> commands;

  @BeforeAll
  static void start() {
    context = new Context();
    commands =
        context
            .service(CommandService.class)
            .getCommandsOfType(org.scijava.command.Command.class)
            .stream()
            .filter(info -> info.getDelegateClassName().startsWith("io.github.veil.command."))
            .sorted((a, b) -> name(a).compareTo(name(b)))
            .toList();
  }

  @AfterAll
  static void stop() {
    context.dispose();
  }

  private static String name(CommandInfo info) {
    return info.getMenuPath().getLeaf().getName();
  }

  /** The inputs that a dialog shows, in its order. */
  private static List<ModuleItem<?>> shown(CommandInfo info) {
    List<ModuleItem<?>> items = new ArrayList<>();
    for (ModuleItem<?> item : info.inputs()) {
      boolean injected =
          Service.class.isAssignableFrom(item.getType())
              || Context.class.isAssignableFrom(item.getType());
      if (!injected) {
        items.add(item);
      }
    }
    return items;
  }

  /** The inputs that a macro sets. */
  private static List<ModuleItem<?>> settable(CommandInfo info) {
    return shown(info).stream()
        .<ModuleItem<?>>map(item -> item)
        .filter(item -> item.getVisibility() != ItemVisibility.MESSAGE)
        .toList();
  }

  /** A key that was once published never changes: add lines to the list, never edit one. */
  @Test
  void keys_areThoseOfTheFrozenList() throws IOException {
    List<String> keys = new ArrayList<>();
    for (CommandInfo info : commands) {
      settable(info).forEach(item -> keys.add(name(info) + ": " + item.getName()));
    }
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("/macro-keys.txt"))) {
      String frozen = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(frozen.strip(), String.join("\n", keys));
    }
  }

  /** ImageJ's option parser takes "size=" inside "patch_size=" for the key "size". */
  @Test
  void keys_neverEndWithAnotherKeyOfTheirCommand() {
    for (CommandInfo info : commands) {
      List<String> keys = settable(info).stream().map(ModuleItem::getName).toList();
      for (String key : keys) {
        for (String other : keys) {
          assertFalse(other.endsWith("_" + key), name(info) + ": " + other + " hides " + key);
        }
      }
    }
  }

  @Test
  void parameters_haveLabelAndDescription_andForgetTheirValue() {
    for (CommandInfo info : commands) {
      for (ModuleItem<?> item : settable(info)) {
        String name = name(info) + ": " + item.getName();
        assertFalse(item.getLabel() == null || item.getLabel().isBlank(), name);
        assertFalse(item.getDescription() == null || item.getDescription().isBlank(), name);
        assertFalse(item.isPersisted(), name);
      }
    }
  }

  @Test
  void parameters_haveADefault_exceptImages() throws ModuleException {
    for (CommandInfo info : commands) {
      Module module = info.createModule();
      for (ModuleItem<?> item : settable(info)) {
        if (item.getType() != ImagePlus.class) {
          assertNotNull(module.getInput(item.getName()), name(info) + ": " + item.getName());
        }
      }
    }
  }

  /** Otherwise Fiji's dialog rounds what is typed to the decimals of the default. */
  @Test
  void parametersWithDecimals_sayHowManyOrTheirStepDoes() {
    for (CommandInfo info : commands) {
      for (ModuleItem<?> item : settable(info)) {
        if (item.getType() == double.class) {
          assertEquals(
              NumberFormats.DECIMAL, item.getWidgetStyle(), name(info) + ": " + item.getName());
        }
      }
    }
  }

  /** A text field has no Browse button in Fiji, whatever its style; a File has one. */
  @Test
  void filesAndFolders_areFileParameters() {
    for (CommandInfo info : commands) {
      for (ModuleItem<?> item : settable(info)) {
        String style = item.getWidgetStyle();
        boolean chooser = style != null && style.matches("(directory|open|save|both)(,.*)?");
        assertEquals(chooser, item.getType() == File.class, name(info) + ": " + item.getName());
      }
    }
  }

  @Test
  void commands_startWithAHeader_andRunWithoutAScreen() throws ModuleException {
    assertFalse(commands.isEmpty());
    for (CommandInfo info : commands) {
      ModuleItem<?> first = shown(info).get(0);
      checkHeader(info, String.valueOf(info.createModule().getInput(first.getName())));
      assertEquals(ItemVisibility.MESSAGE, first.getVisibility(), name(info));
      assertTrue(info.canRunHeadless(), name(info));
      assertEquals("Plugins", info.getMenuPath().get(0).getName());
      assertEquals("Veil", info.getMenuPath().get(1).getName());
    }
  }

  /** Name, what it does, and links to pages that exist, the command's own among them. */
  private static void checkHeader(CommandInfo info, String header) {
    assertTrue(header.contains("<b>" + name(info) + "</b>"), header);
    List<String> pages =
        Pattern.compile("href=\"https://github.com/veil/veil/blob/HEAD/([^\"]+)\"")
            .matcher(header)
            .results()
            .map(link -> link.group(1))
            .toList();
    assertTrue(pages.contains("docs/commands/" + CommandPagesTest.page(info)), header);
    for (String page : pages) {
      assertTrue(Files.exists(Path.of(page)), page);
    }
  }

  @Test
  void macroDefaults_resolve_acceptsAllDefaultsButNotAMissingRequiredInput()
      throws ModuleException {
    for (CommandInfo info : commands) {
      Module module = info.createModule();
      MacroDefaults.resolve(module);
      for (ModuleItem<?> item : settable(info)) {
        assertTrue(module.isInputResolved(item.getName()), name(info) + ": " + item.getName());
      }
    }
    CommandInfo sample = context.service(CommandService.class).getCommand(OpenSampleCohort.class);
    Module incomplete = sample.createModule();
    incomplete.setInput("size", null);
    MacroDefaults.resolve(incomplete);
    assertFalse(incomplete.isInputResolved("size"));
  }
}
