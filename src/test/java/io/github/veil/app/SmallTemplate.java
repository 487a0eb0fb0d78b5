/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The script templates, with less to do. */
public final class SmallTemplate {

  /** How many images the first template then draws. */
  public static final int IMAGES = 12;

  private SmallTemplate() {}

  /** The text of a template of the project. */
  static String read(String name) throws IOException {
    return of(Files.readString(Path.of("src/main/resources/script_templates/Veil", name)));
  }

  /** The same script, but small. */
  public static String of(String script) {
    return script
        .replace("patients=4", "patients=2")
        .replace("patients=8", "patients=6")
        .replace("patches_per_patient=500", "patches_per_patient=60")
        .replace("max_minutes=2", "iterations=2 batch_size=8")
        .replace("count=200", "count=" + IMAGES)
        .replace("epochs=4", "epochs=1");
  }
}
