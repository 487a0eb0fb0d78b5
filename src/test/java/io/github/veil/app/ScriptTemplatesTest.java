/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.Executer;
import ij.Menus;
import io.github.veil.patch.PatchSet;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.script.ScriptEngineManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.script.AdaptedScriptLanguage;
import org.scijava.script.ScriptService;

/**
 * The script templates in Groovy and Jython, run by SciJava as Fiji's script editor does. Those in
 * ImageJ's language are run by {@code InstalledSiteTest}, or call the same ({@code MacrosTest}).
 */
@Tag("slow")
class ScriptTemplatesTest {

  @TempDir private Path folder;

  private void run(String... templates) throws Exception {
    HeadlessImageJ.install();
    if (Menus.getCommands() == null) {
      ImageJMenus.load();
    }
    try (Context context = new Context()) {
      ScriptService scripts = context.service(ScriptService.class);
      new ScriptEngineManager()
          .getEngineFactories()
          .forEach(engine -> scripts.getIndex().add(new AdaptedScriptLanguage(engine), false));
      CommandBridge bridge = new CommandBridge(context, false);
      Executer.addCommandListener(bridge);
      try {
        for (String template : templates) {
          scripts
              .run(
                  template,
                  new StringReader(SmallTemplate.read(template)),
                  true,
                  "folder",
                  folder.toFile())
              .get();
        }
        assertEquals(List.of(), bridge.leftOut());
      } finally {
        Executer.removeCommandListener(bridge);
      }
    }
  }

  private int images() throws Exception {
    return PatchSet.open(folder.resolve("synthetic/synthetic.tif")).count();
  }

  @Test
  void jython_leadsFromNothingToSyntheticImages() throws Exception {
    run("Private_Synthetic_Patches.py");
    assertEquals(SmallTemplate.IMAGES, images());
  }

  @Test
  void groovy_leadsFromNothingToAReport() throws Exception {
    run("Private_Synthetic_Patches.groovy", "Evaluate_Synthetic_Patches.groovy");
    assertEquals(SmallTemplate.IMAGES, images());
    assertTrue(Files.exists(folder.resolve("report/report.html")));
  }
}
