/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ij.ImagePlus;
import io.github.veil.DocsBlock;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.scijava.Context;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;
import org.scijava.service.Service;

/**
 * Each command has a page in docs/commands whose table of parameters is that of the dialog. {@code
 * -Dveil.docs.write=true} writes the tables anew, and a page for a command that has none.
 */
class CommandPagesTest {

  private static final String BEGIN = "<!-- parameters: written by CommandPagesTest -->";
  private static final String END = "<!-- end of parameters -->";

  @TestFactory
  Stream<DynamicTest> pages_haveTheParametersOfTheirCommands() {
    List<DynamicTest> tests = new ArrayList<>();
    try (Context context = new Context()) {
      for (CommandInfo info :
          context.service(CommandService.class).getCommandsOfType(Command.class)) {
        if (info.getDelegateClassName().startsWith("io.github.veil.command.")) {
          tests.add(DynamicTest.dynamicTest(name(info), () -> check(info)));
        }
      }
    }
    assertFalse(tests.isEmpty());
    return tests.stream();
  }

  private static String name(CommandInfo info) {
    return info.getMenuPath().getLeaf().getName();
  }

  /** File name of a command's page: its name in the menu without what is in parentheses. */
  static String page(CommandInfo info) {
    String title = name(info).replaceFirst(" \\(.*\\)$", "");
    return title.toLowerCase(Locale.ROOT).replace(' ', '-') + ".md";
  }

  private static void check(CommandInfo info) throws Exception {
    Path page = Path.of("docs/commands", page(info));
    DocsBlock block = new DocsBlock(page, BEGIN, END);
    String table = table(info);
    if (DocsBlock.isWanted()) {
      if (!Files.exists(page)) {
        String head = "# " + name(info) + "\n" + info.getDescription() + "\n\n";
        Files.writeString(page, head + BEGIN + "\n" + END + "\n");
      }
      block.write(table);
    }
    assertEquals(table, block.read(), page.toString());
  }

  private static String table(CommandInfo info) throws ModuleException {
    Module module = info.createModule();
    StringBuilder table = new StringBuilder("| in the dialog | in macros | default | meaning |\n");
    table.append("|---|---|---|---|\n");
    for (ModuleItem<?> item : info.inputs()) {
      if (item.getVisibility() != ItemVisibility.MESSAGE
          && !Context.class.isAssignableFrom(item.getType())
          && !Service.class.isAssignableFrom(item.getType())) {
        table.append(
            "| %s | `%s` | %s | %s%s |%n"
                .formatted(
                    item.getLabel(),
                    item.getName(),
                    value(item, module.getInput(item.getName())),
                    item.getDescription().replace("|", "\\|"),
                    choices(item)));
      }
    }
    return table.toString();
  }

  private static String value(ModuleItem<?> item, Object value) {
    if (item.getType() == ImagePlus.class) {
      return "the active image";
    }
    String text = value instanceof File file ? file.getPath() : String.valueOf(value);
    return text.isEmpty() ? "blank" : "`" + text.replaceFirst("\\.0$", "") + "`";
  }

  private static String choices(ModuleItem<?> item) {
    List<?> choices = item.getChoices();
    return choices == null || choices.isEmpty()
        ? ""
        : " One of: " + String.join(", ", choices.stream().map(c -> "`" + c + "`").toList()) + ".";
  }
}
