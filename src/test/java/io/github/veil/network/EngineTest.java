/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EngineTest {

  @Test
  void start_onThisMachine_describesTheBackendInOneLine() {
    Backend backend = Engine.start();
    String pattern = "(CPU, (no )?oneDNN, \\d+ threads?|CUDA), ND4J 1\\.0\\.0-M2\\.1";
    assertTrue(backend.description().matches(pattern), backend.description());
    assertEquals(backend, Engine.start());
  }

  @Test
  void backend_withoutOneDnn_warnsAndSaysWhatToInstall() {
    String warning = new Backend("CPU", false, 2, "1.0.0-M2.1").warning().orElseThrow();
    assertTrue(warning.contains("-onednn-avx2"));
    assertFalse(new Backend("CPU", true, 2, "1.0.0-M2.1").warning().isPresent());
    assertFalse(new Backend("CUDA", false, 2, "1.0.0-M2.1").warning().isPresent());
  }

  @Test
  void backend_gpuInstalledButSilent_saysThatTheCpuComputes() throws IOException {
    Backend cpu = new Backend("CPU", true, 2, "1.0.0-M2.1");
    URL found = Path.of("backend").toUri().toURL();
    ClassLoader withGpu =
        new ClassLoader() {
          @Override
          public URL getResource(String name) {
            return name.endsWith("JCublasBackend.class") ? found : null;
          }
        };
    assertTrue(cpu.withoutGpu(withGpu).orElseThrow().contains("no GPU answers"));
    assertFalse(cpu.withoutGpu(getClass().getClassLoader()).isPresent());
    assertFalse(new Backend("CUDA", false, 2, "1.0.0-M2.1").withoutGpu(withGpu).isPresent());
  }

  @Test
  void backend_withOneThread_readsWell() {
    assertEquals(
        "CPU, no oneDNN, 1 thread, ND4J 1.0.0-M2.1",
        new Backend("CPU", false, 1, "1.0.0-M2.1").description());
  }

  @Test
  void missingNatives_namesTheRootCauseAndTheRemedy() {
    Throwable cause =
        new ExceptionInInitializerError(new UnsatisfiedLinkError("no jnind4jcpu in library path"));
    String sentence = Engine.missingNatives(cause);
    assertTrue(sentence.contains("no jnind4jcpu in library path"), sentence);
    assertTrue(sentence.contains("install"), sentence);
  }

  @Test
  void engine_tinyMemoryLimit_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Engine(1000));
  }
}
