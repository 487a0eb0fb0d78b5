/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;

/** Fiji's start and the opening of a dialog do not wait for the numerical libraries. */
class StartUpTest {

  @TempDir private Path folder;

  /** What Fiji does up to a dialog: finds all plugins, makes each command and reads its inputs. */
  static final class UpToTheDialogs {
    public static void main(String[] args) throws Exception {
      try (Context context = new Context()) {
        for (CommandInfo info : context.service(CommandService.class).getCommands()) {
          if (info.getDelegateClassName().startsWith("io.github.veil.command.")) {
            Module module = info.createModule();
            context.inject(module.getDelegateObject());
            module.initialize();
            MacroDefaults.resolve(module);
            for (ModuleItem<?> item : info.inputs()) {
              module.getInput(item.getName());
            }
            System.out.println(info.getDelegateClassName());
          }
        }
      }
    }
  }

  @Test
  void dialogs_open_withoutTheNumericalLibraries() throws Exception {
    Path classes = folder.resolve("classes.txt");
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Xlog:class+load:file=" + classes,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                UpToTheDialogs.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertTrue(process.waitFor(2, TimeUnit.MINUTES), "The process did not end.");
    assertEquals(0, process.exitValue(), Files.readString(out));
    assertTrue(Files.readString(out).contains(TrainPrivateGan.class.getName()));
    assertEquals(List.of(), numerical(classes));
  }

  private static List<String> numerical(Path classes) throws IOException {
    try (Stream<String> lines = Files.lines(classes)) {
      return lines
          .filter(line -> line.matches(".*(org\\.nd4j|org\\.deeplearning4j|org\\.bytedeco)\\..*"))
          .toList();
    }
  }
}
